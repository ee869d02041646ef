package minitron.cli;

import minitron.Layers;
import minitron.model.ModelConfig;
import minitron.prune.WidthTarget;
import picocli.CommandLine.Option;

/** What is left of a model: widths to keep and layers to drop. */
final class ShapeFlags {
  @Option(names = "--hidden", paramLabel = "N", description = "Hidden channels to keep.")
  Integer hidden;

  @Option(names = "--mlp", paramLabel = "N", description = "Neurons of every MLP to keep.")
  Integer mlp;

  @Option(
      names = "--heads",
      paramLabel = "N",
      description = "Query heads of every layer to keep, the same number in every group.")
  Integer heads;

  @Option(
      names = "--drop",
      paramLabel = "A-B",
      description = "Layers to drop, from 1, both ends included: 6-11 or 2,5,8-9.")
  String drop;

  /** The widths; all where none is named. */
  WidthTarget target() {
    WidthTarget target = WidthTarget.ALL;
    target = hidden == null ? target : target.hidden(hidden);
    target = mlp == null ? target : target.mlp(mlp);
    return heads == null ? target : target.heads(heads);
  }

  /** The architecture that is left of one. */
  ModelConfig of(ModelConfig whole) {
    ModelConfig shallow = whole;
    if (drop != null) {
      Layers kept = Layers.parse(drop).others(whole.numHiddenLayers());
      shallow = whole.withLayers(kept.fromZero().stream().mapToInt(layer -> layer).toArray());
    }
    return target().of(shallow);
  }
}
