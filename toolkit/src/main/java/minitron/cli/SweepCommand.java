package minitron.cli;

import java.util.concurrent.Callable;
import minitron.Corpus;
import minitron.Depth;
import minitron.Harness;
import minitron.Items;
import minitron.Tasks;
import minitron.eval.run.EvaluateOptions;
import minitron.model.CausalLm;
import minitron.text.TokenCorpus;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sweep",
    description = "Block importance and LM loss without every block of contiguous layers.")
final class SweepCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MODEL",
      description = "A checkpoint folder, or org/name in the hub's cache.")
  String model;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "FILE",
      description = "Text to measure on, of any kind that correct --corpus takes.")
  String corpus;

  @Option(
      names = "--sizes",
      required = true,
      split = ",",
      paramLabel = "N",
      description = "How many layers are removed at a time, e.g. 1,2,4.")
  int[] sizes;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description = "First blocks of the text; ${DEFAULT-VALUE}.")
  int blocks = 64;

  @Option(names = "--length", paramLabel = "N", description = "Tokens a block; ${DEFAULT-VALUE}.")
  int length = 256;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Keep every measurement there at once, and go on from those of an earlier run with the"
              + " same weights, text and task.")
  String resume;

  @Mixin ReadingFlags reading;

  @ArgGroup(exclusive = false)
  Asked asked;

  /** A task that is asked without each block. */
  static final class Asked {
    @Option(
        names = "--task",
        required = true,
        paramLabel = "NAME=SHOTS",
        description = "A task to ask without each block too, e.g. winogrande=5.")
    String task;

    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "--task: its documents, DIR/<dataset>/<split>.jsonl.")
    String data;

    @Option(
        names = "--limit",
        paramLabel = "N|0.2",
        description = "--task: only the first documents, a number or a share of them.")
    Double limit;
  }

  @Override
  public Integer call() {
    Depth.Options options = Depth.sizes(sizes).blocks(blocks);
    options = resume == null ? options : options.resume(resume);
    if (asked != null) {
      EvaluateOptions how =
          asked.limit == null ? Harness.options() : Harness.options().limit(asked.limit);
      options = options.task(Items.folder(asked.data), Tasks.parse(asked.task), how);
    }
    try (CausalLm loaded = reading.open(model)) {
      TokenCorpus text = Corpus.text(corpus, loaded).length(length);
      System.out.println(loaded);
      System.out.println("corpus: " + text + "; " + text.bosRule());
      System.out.println(Depth.sweep(loaded, text.train(), options));
    }
    return 0;
  }
}
