package minitron.eval.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import minitron.eval.ask.AnswerLog;
import minitron.eval.harness.RequestKey;
import minitron.eval.result.EvaluationConfig;
import minitron.io.Sha256;
import minitron.model.Decoder;
import minitron.text.Tokenizer;

/**
 * Where a run keeps its answers, so that it goes on from them if it was stopped or killed: a file a
 * task in a folder. The file's name holds a hash of everything that an answer depends on besides
 * its request, so with other weights, data or settings other files are used and nothing stale is.
 *
 * @param folder made when it is first written to
 * @param model what the answers depend on besides the task and its data, by name
 */
public record AnswerFolder(Path folder, Map<String, String> model) {
  /** Raised when the same request may be answered otherwise, or kept otherwise, than before. */
  private static final String FORMAT = "3";

  /** Characters of the hash in a file's name. */
  private static final int SHORT = 16;

  /** A folder of answers that are used again only by a run on which they depend in the same way. */
  static AnswerFolder of(
      Path folder, Tokenizer tokenizer, Decoder decoder, EvaluationConfig config) {
    if (config.weightsSha256().isEmpty()) {
      throw new IllegalArgumentException(
          "Answers of parts of a model cannot be kept: leave resume out of a sweep's task.");
    }
    return new AnswerFolder(
        folder,
        Map.of(
            "weights_sha256", config.weightsSha256(),
            "config_sha256", Sha256.of(decoder.config().toJson().toString()),
            "tokenizer_sha256", tokenizer.sha256(),
            "ends", new TreeSet<>(tokenizer.ends()).toString(),
            "dtype", config.dtype(),
            "sampling", config.generation().sampling().toString(),
            "answers", FORMAT));
  }

  /**
   * Opens the file of a task's answers.
   *
   * @param task its name
   * @param shots solved examples before every question
   * @param sources the SHA-256 of every file of the task's data, by its name
   */
  public AnswerLog open(String task, double version, int shots, Map<String, String> sources) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("task", task);
    run.put("version", version);
    run.put("shots", shots);
    run.put("data", new TreeMap<>(sources));
    run.put("model", new TreeMap<>(model));
    String hash = RequestKey.of(run).substring(0, SHORT);
    String stem = task.replaceAll("[^\\w.-]", "_");
    return AnswerLog.open(folder.resolve(stem + "-" + hash + ".jsonl"), run);
  }
}
