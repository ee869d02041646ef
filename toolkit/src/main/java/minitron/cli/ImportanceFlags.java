package minitron.cli;

import java.nio.file.Path;
import minitron.Corpus;
import minitron.Width;
import minitron.io.NewFile;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.prune.Aggregation;
import minitron.prune.Calibration;
import minitron.prune.TakenOn;
import minitron.prune.WidthScores;
import minitron.text.TokenCorpus;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Where the importance of a model's width comes from, and where it is saved. */
final class ImportanceFlags {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "Text to score width on, of any kind that correct --corpus takes.")
  String calibration;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Calibration samples; ${DEFAULT-VALUE}.")
  int samples = 1024;

  @Option(names = "--length", paramLabel = "N", description = "Tokens a sample; ${DEFAULT-VALUE}.")
  int length = 256;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description =
          "Importance of this very model that was saved before; if --calibration is given too, it"
              + " must be the text that the importance was taken on.")
  String scores;

  @Option(
      names = "--scores-anyway",
      description = "Trim by --scores FILE though they are of another model or calibration.")
  boolean scoresAnyway;

  @Option(names = "--save-scores", paramLabel = "FILE", description = "Where to save importance.")
  String saveScores;

  /** What is wrong with these flags; null if nothing is. */
  String mistake(boolean width) {
    if (scores == null && scoresAnyway) {
      return "--scores-anyway is for --scores FILE: name it too";
    }
    if (width && scores == null && calibration == null) {
      return "Trimming width needs --calibration FILE, or --scores FILE that were saved before";
    }
    if (!width && (scores != null || calibration != null || saveScores != null)) {
      return "Scores are for trimming width: name --hidden, --mlp or --heads too";
    }
    return null;
  }

  /** Checks that scores can be saved, before any work is done. */
  void checkNew() {
    if (saveScores != null) {
      NewFile.checkNew(Path.of(saveScores));
    }
  }

  /** The scores of a model, taken now or before. */
  WidthScores of(CausalLm wide) {
    WidthScores taken = taken(wide);
    System.out.println("scores: " + taken);
    if (saveScores != null) {
      Width.save(taken, saveScores);
    }
    return taken;
  }

  private WidthScores taken(CausalLm wide) {
    if (scores != null) {
      return saved(wide);
    }
    TokenCorpus corpus = Corpus.text(calibration, wide).length(length);
    System.out.println("calibration: " + corpus + "; " + corpus.bosRule());
    return Width.importance(wide, corpus.calibration(samples));
  }

  /** What the command line says of the calibration must be true of the scores. */
  private WidthScores saved(CausalLm wide) {
    WidthScores saved = Width.load(scores);
    if (scoresAnyway) {
      return saved.forAnyModel();
    }
    saved.checkTakenOn(wide);
    saved.takenOn().map(TakenOn::calibration).ifPresent(own -> own.check(given(own, wide)));
    return saved;
  }

  /** What is not said of the samples is as it was. */
  private Calibration given(Calibration own, CausalLm wide) {
    ParseResult said = spec.commandLine().getParseResult();
    int count = said.hasMatchedOption("--samples") ? samples : own.samples();
    int tokens = said.hasMatchedOption("--length") ? length : own.length();
    if (calibration == null) {
      return own.resized(count, tokens);
    }
    int[][] rows = Corpus.text(calibration, wide).length(tokens).calibration(count);
    return Calibration.of(TokenBatch.split(rows, rows.length), Aggregation.MINITRON);
  }
}
