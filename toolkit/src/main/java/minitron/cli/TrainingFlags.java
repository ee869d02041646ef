package minitron.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiFunction;
import minitron.Checkpoint;
import minitron.Corpus;
import minitron.checkpoint.Dtype;
import minitron.io.NewFolder;
import minitron.io.Output;
import minitron.io.OwnOutput;
import minitron.model.CausalLm;
import minitron.tensor.Precision;
import minitron.text.TokenCorpus;
import minitron.text.chat.rows.ChatPromptTokens;
import minitron.text.chat.rows.Conversations;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.state.TrainingStates;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What correct, distill and finetune have in common. */
final class TrainingFlags {
  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Its peak, after the warm-up; 1e-4, as in the paper, finetune: 2e-5.")
  Double learningRate;

  @Option(
      names = "--min-learning-rate",
      paramLabel = "X",
      description = "What it falls to; a tenth of the peak.")
  Double minLearningRate;

  @Option(
      names = "--warm-up",
      paramLabel = "STEPS",
      description = "Until the peak; scaled from the paper's, at least 10.")
  Long warmUp;

  @Option(names = "--batch", paramLabel = "N", description = "Samples a step; 8.")
  Integer batch;

  @Option(
      names = {"--length", "--max-length"},
      paramLabel = "N",
      description =
          "Tokens a sample, of conversations at most; " + TokenCorpus.LENGTH + ", finetune: 1024.")
  Integer length;

  @Option(
      names = "--dtype",
      paramLabel = "f32|bf16",
      description = "What matrix products are computed in; f32.")
  Precision dtype;

  @Mixin MemoryFlags memory;

  @Option(
      names = "--save-dtype",
      paramLabel = "f32|bf16|f16",
      description = "What the result is saved in; the type of the weights in training.")
  Dtype saveDtype;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the samples' order; 0.")
  Long seed;

  @Option(
      names = "--hold-out",
      paramLabel = "X",
      description =
          "Share of the corpus or conversations, as 0.05, that is not trained on but measured along the way.")
  Double holdOut;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Write the training state there now and then.")
  Path checkpoint;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      defaultValue = "100",
      description = "How often --checkpoint writes; ${DEFAULT-VALUE}.")
  long checkpointEvery;

  @Option(names = "--resume", description = "Go on from the last training state in --checkpoint.")
  boolean resume;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  /**
   * Takes the place of the result before any work: a new folder, or, of a run that goes on, what it
   * wrote when it was stopped.
   */
  Output place(Path out) {
    if (resume) {
      return own().take(out);
    }
    if (checkpoint != null && own().wrote(out)) {
      throw new IllegalArgumentException(
          "%s was written by the run in %s: go on with it by --resume, or name a new folder."
              .formatted(out, checkpoint));
    }
    NewFolder.checkNew(out);
    return Output.anew(out);
  }

  private OwnOutput own() {
    return new OwnOutput(checkpoint, "");
  }

  /** How to train: as these flags say, and else as by default. */
  TrainOptions options(TrainOptions otherwise) {
    TrainOptions options = with(otherwise, learningRate, TrainOptions::learningRate);
    options = with(options, minLearningRate, TrainOptions::minLearningRate);
    options = with(options, warmUp, TrainOptions::warmUp);
    options = with(options, batch, TrainOptions::batch);
    options = with(options, length, TrainOptions::length);
    options = with(options, dtype, TrainOptions::precision);
    options = memory.on(options);
    if (saveDtype != null) {
      saveDtype.configName(); // refused now, and not after the training
    }
    options = with(options, seed, TrainOptions::seed);
    if (resume && checkpoint == null) {
      throw new ParameterException(
          spec.commandLine(), "--resume needs --checkpoint DIR: where the training state is");
    }
    return checkpoint == null
        ? options
        : options.checkpoints(new TrainingStates(checkpoint, checkpointEvery, resume));
  }

  private static <T> TrainOptions with(
      TrainOptions options, T given, BiFunction<TrainOptions, T, TrainOptions> change) {
    return given == null ? options : change.apply(options, given);
  }

  /** Opens a model and says which. */
  static CausalLm open(String role, String folder) {
    CausalLm model = Checkpoint.load(folder);
    System.out.println(role + ": " + model);
    return model;
  }

  /** What is trained on, without what is held out of it, which is said. */
  TokenCorpus corpus(String text, CausalLm model, TrainOptions options) {
    TokenCorpus whole = Corpus.text(text, model).length(options.length());
    TokenCorpus split = holdOut == null ? whole : whole.split(1 - holdOut);
    System.out.println("corpus: " + split + "; " + split.bosRule());
    return split;
  }

  /** The same of conversations. */
  Conversations conversations(String file, ChatPromptTokens nemo, CausalLm model) {
    Conversations whole = Corpus.conversations(file, model, nemo);
    Conversations split = holdOut == null ? whole : whole.split(1 - holdOut);
    System.out.println("conversations: " + split);
    return split;
  }

  /**
   * Saves what a training gave, says how it went, and gives the command's code.
   *
   * @param out where to save it
   */
  int finish(Run run, Output out) {
    if (run.updates() == 0) {
      // A folder with the weights of the start would pass for a result.
      System.err.println(run.ending() + "; nothing is saved, as nothing was learnt");
      return 1;
    }
    CausalLm trained = saveDtype == null ? run.model() : run.model().as(saveDtype);
    Checkpoint.save(trained, out, written -> remember(written, run.finished()));
    System.out.println(run.options());
    for (var held : run.validations()) {
      System.out.printf(
          Locale.ROOT,
          "after %,d tokens: LM loss %.3f on held-out text%n",
          held.tokens(),
          held.loss());
    }
    if (!run.finished()) {
      System.err.println(run.ending() + "; saved: " + out);
      return 1;
    }
    System.out.println(run);
    System.out.println("saved: " + out);
    return 0;
  }

  private void remember(Path written, boolean whole) throws IOException {
    if (checkpoint != null) {
      own().remember(written, whole);
    }
  }
}
