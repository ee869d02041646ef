package minitron.eval.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.eval.ask.AnswerLog;
import minitron.io.Disk;
import minitron.io.Sha256;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.tensor.Engines;
import minitron.tensor.Precision;

/**
 * Where a sweep keeps its rows, so that it goes on from them if it was stopped or killed: a file of
 * an {@link AnswerFolder}, so another model, text or device has another file.
 *
 * @param answers the folder, made when it is first written to
 * @param text the SHA-256 of the tokens, batch by batch
 */
public record SweepFolder(AnswerFolder answers, String text) {
  private static final String NAME = "sweep";

  /** Raised when a row may come out otherwise than before. */
  private static final double FORMAT = 1;

  /** The folder of the rows of a model on some text. */
  public static SweepFolder of(Path folder, CausalLm model, List<TokenBatch> text) {
    Map<String, String> depends =
        Map.of(
            "weights_sha256", model.sha256(),
            "config_sha256", Sha256.of(model.config().toJson().toString()),
            "device", Engines.device().getDeviceType() + rounded(model));
    List<List<String>> tokens =
        text.stream()
            .map(batch -> IntStream.range(0, batch.size()).mapToObj(batch::row))
            .map(rows -> rows.map(Arrays::toString).toList())
            .toList();
    return new SweepFolder(new AnswerFolder(folder, depends), Sha256.of(tokens.toString()));
  }

  /** Nothing for float32, as rows were kept before there was a choice. */
  private static String rounded(CausalLm model) {
    return model.precision() == Precision.F32 ? "" : " " + model.precision();
  }

  /** Opens the file of the rows, or begins it. */
  public AnswerLog open() {
    return answers.open(NAME, FORMAT, 0, Map.of("text", text));
  }

  /** Whether rows of any sweep are there. */
  public boolean isUsed() {
    return Files.isDirectory(answers.folder())
        && Disk.list(answers.folder()).stream()
            .anyMatch(file -> file.getFileName().toString().startsWith(NAME + "-"));
  }

  /** What a sweep says at its beginning: how much is kept, or that what is there is not its own. */
  public String says(AnswerLog rows) {
    String damaged =
        rows.damaged() == 0
            ? ""
            : " Damaged or altered, and taken again: " + rows.damaged() + " of its lines.";
    String kept =
        rows.size() == 0
            ? " keeps rows of another model or text alone: this sweep begins anew beside them."
            : " keeps %d of this sweep's measurements; they are not taken again."
                .formatted(rows.size());
    return answers.folder() + kept + damaged;
  }

  /** What a stopped sweep says of its rows. */
  public String note() {
    return " What is measured is kept in %s: the same call goes on from it."
        .formatted(answers.folder());
  }
}
