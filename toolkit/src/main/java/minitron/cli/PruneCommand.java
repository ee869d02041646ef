package minitron.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import minitron.Checkpoint;
import minitron.Depth;
import minitron.Layers;
import minitron.Width;
import minitron.io.NewFolder;
import minitron.io.Output;
import minitron.model.CausalLm;
import minitron.prune.WidthTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "prune",
    description = "Trim a model in width, by importance on calibration text, or drop layers.")
final class PruneCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A checkpoint folder, or org/name in the hub's cache.")
  String model;

  @Parameters(index = "1", paramLabel = "OUT", description = "A new folder for the result.")
  String out;

  @Mixin ShapeFlags shape;

  @Mixin ImportanceFlags importance;

  @Mixin ReadingFlags reading;

  @Override
  public Integer call() {
    check();
    NewFolder.checkNew(Path.of(out));
    importance.checkNew();
    try (Output place = Output.anew(Path.of(out));
        CausalLm loaded = reading.open(model)) {
      System.out.println("from: " + loaded);
      CausalLm shallow = shape.drop == null ? loaded : dropped(loaded);
      CausalLm pruned = shape.target().equals(WidthTarget.ALL) ? shallow : trimmed(shallow);
      Checkpoint.save(pruned, place, written -> {});
      System.out.println("to:   " + pruned);
      warn(pruned);
      System.out.println("saved: " + out);
    }
    return 0;
  }

  /** Options that would be passed over in silence are mistakes. */
  private void check() {
    boolean width = !shape.target().equals(WidthTarget.ALL);
    String mistake = importance.mistake(width);
    if (mistake == null && !width && shape.drop == null) {
      mistake = "Nothing to prune: name --hidden, --mlp, --heads or --drop";
    }
    if (mistake != null) {
      throw new ParameterException(spec.commandLine(), mistake);
    }
  }

  private CausalLm dropped(CausalLm loaded) {
    Layers gone = Layers.parse(shape.drop);
    CausalLm shallow = Depth.drop(loaded, gone);
    Layers kept = gone.others(loaded.config().numHiddenLayers());
    System.out.printf("dropped: layers %s (%s)%n", gone, gone.huggingFaceNames());
    System.out.printf("kept:    layers %s (%s)%n", kept, kept.huggingFaceNames());
    return shallow;
  }

  private CausalLm trimmed(CausalLm wide) {
    shape.target().of(wide.config()); // a target that does not fit is refused before the work
    CausalLm slim = Width.trim(wide, importance.of(wide), shape.target());
    line("hidden channels", slim.config().hiddenSize(), wide.config().hiddenSize());
    line("MLP neurons", slim.config().intermediateSize(), wide.config().intermediateSize());
    line("heads", slim.config().numAttentionHeads(), wide.config().numAttentionHeads());
    return slim;
  }

  private static void line(String axis, int kept, int present) {
    System.out.printf(Locale.ROOT, "%s: %d kept, %d dropped%n", axis, kept, present - kept);
  }

  /** transformers checks this for Llama alone, although head_dim is stated. */
  private static void warn(CausalLm pruned) {
    int channels = pruned.config().hiddenSize();
    int queries = pruned.config().numAttentionHeads();
    if (pruned.config().modelType().equals("llama") && channels % queries != 0) {
      System.out.printf(
          Locale.ROOT,
          "note: transformers' LlamaConfig opens only a hidden_size that is a multiple of its %d"
              + " heads; %d and %d are%n",
          queries,
          channels / queries * queries,
          (channels / queries + 1) * queries);
    }
  }
}
