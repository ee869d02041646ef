package minitron.eval.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import minitron.eval.ask.AnswerFolder;
import minitron.eval.result.Evaluation;
import minitron.eval.result.RunInfo;
import minitron.io.Sha256;
import minitron.model.Decoder;
import minitron.text.Tokenizer;

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

  /**
   * What a stopped evaluation says of its answers: where they are, or how they are kept. Of a part
   * of a model they cannot be.
   */
  static String note(Optional<AnswerFolder> answers, RunInfo info) {
    if (answers.isPresent()) {
      return " The answers are kept in %s: the same call goes on from them."
          .formatted(answers.get().folder());
    }
    return info.weightsSha256().isEmpty()
        ? ""
        : " To keep answers: --resume FOLDER, in Java options().resume(\"FOLDER\").";
  }

  /** A stop with this note. */
  static CancellationException noted(CancellationException stopped, String note) {
    var told = new CancellationException(stopped.getMessage() + note);
    told.initCause(stopped);
    return told;
  }

  /** An evaluation with this note, if it was stopped between its tasks. */
  static Evaluation noted(Evaluation found, String note) {
    return found.ending().isEmpty()
        ? found
        : new Evaluation(found.tasks(), found.groups(), found.info(), found.ending() + note);
  }
}
