package minitron.cli;

import minitron.model.CausalLm;
import minitron.text.chat.rows.ChatPromptTokens;
import minitron.text.chat.rows.Conversations;
import minitron.train.TrainOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What finetune and distill read of conversations, and for how long. */
final class ConversationFlags {
  /** What a step's loss is the mean of. */
  enum Loss {
    TOKENS,
    NEMO
  }

  @Option(
      names = "--conversations",
      paramLabel = "FILE",
      description = {
        "JSON lines (.jsonl, also as .gz or .zst) with messages, with prompt and completion, with text,"
            + " with conversations (ShareGPT's, or NeMo's with system and mask), or with input and"
            + " output; or a folder of such files."
      })
  String file;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "How many tokens to train on; finetune: in place of --epochs.")
  Long tokens;

  @Option(
      names = "--epochs",
      paramLabel = "X",
      description = "How often every conversation is seen; finetune: 1.")
  Double epochs;

  @Option(
      names = "--pack",
      description = "Put as many whole conversations into a sample as --max-length holds.")
  boolean pack;

  @Option(
      names = "--loss",
      paramLabel = "tokens|nemo",
      description =
          "finetune: the mean over a step's supervised tokens, or over the means of its micro-batches, as NeMo-Aligner has it; tokens.")
  Loss loss = Loss.TOKENS;

  @Option(
      names = "--nemo-tokens",
      paramLabel = "nemo|nemotron",
      defaultValue = "nemo",
      description = "What marks the turns of NeMo's chat rows; ${DEFAULT-VALUE}.")
  String nemo;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  /**
   * The options with these.
   *
   * @param corpus a text that is read in their place; null for none
   */
  TrainOptions options(TrainOptions otherwise, String corpus) {
    if (file == null && corpus == null) {
      throw missing("--conversations=FILE");
    }
    if (file != null && corpus != null) {
      throw new ParameterException(
          spec.commandLine(), "--corpus and --conversations are both given: name one of them");
    }
    boolean counted = otherwise.tuning().epochs() > 0;
    if (tokens == null && epochs == null && !counted) {
      throw missing(file == null ? "--tokens=N" : "--epochs=X");
    }
    TrainOptions options = tokens == null ? otherwise : otherwise.tokens(tokens);
    options = epochs == null ? options : options.epochs(epochs);
    options = pack ? options.packed() : options;
    return loss == Loss.NEMO ? options.meanOfMeans() : options;
  }

  private ParameterException missing(String what) {
    return new ParameterException(spec.commandLine(), "Missing required option: '" + what + "'");
  }

  /** The conversations, as a model reads them. */
  Conversations read(TrainingFlags flags, CausalLm model) {
    return flags.conversations(file, ChatPromptTokens.of(nemo), model);
  }
}
