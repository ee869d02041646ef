package minitron;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import minitron.data.Tokenizer;
import minitron.eval.AnswerFolder;
import minitron.eval.Evaluation;
import minitron.eval.RunInfo;
import minitron.model.Decoder;
import minitron.model.Sha256;

/** Where an evaluation's answers are kept, so that it goes on from them. */
final class Answers {
  /** Raised when the same request may be answered otherwise than before. */
  private static final String FORMAT = "2";

  private Answers() {}

  /** A folder of answers that are used again only by a run on which they depend in the same way. */
  static AnswerFolder in(Path folder, Tokenizer tokenizer, Decoder decoder, RunInfo info) {
    if (info.weightsSha256().isEmpty()) {
      throw new IllegalArgumentException(
          "Answers of parts of a model cannot be kept: leave resume out of a sweep's task.");
    }
    String config = decoder.config().toJson().toString();
    return new AnswerFolder(
        folder,
        Map.of(
            "weights_sha256",
            info.weightsSha256(),
            "config_sha256",
            Sha256.of(config.getBytes(StandardCharsets.UTF_8)),
            "tokenizer_sha256",
            tokenizer.sha256(),
            "ends",
            new TreeSet<>(tokenizer.ends()).toString(),
            "dtype",
            info.dtype(),
            "sampling",
            info.conduct().sampling().toString(),
            "answers",
            FORMAT));
  }

  /** A stop that says where the answers are. */
  static CancellationException kept(CancellationException stopped, Path folder) {
    var told = new CancellationException(kept(stopped.getMessage(), folder));
    told.initCause(stopped);
    return told;
  }

  /** The same of an evaluation that was stopped between its tasks. */
  static Evaluation kept(Evaluation found, Path folder) {
    return found.ending().isEmpty()
        ? found
        : new Evaluation(found.tasks(), found.groups(), found.info(), kept(found.ending(), folder));
  }

  private static String kept(String stopped, Path folder) {
    return "%s The answers are kept in %s: the same call goes on from them."
        .formatted(stopped, folder);
  }
}
