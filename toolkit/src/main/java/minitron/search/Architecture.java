package minitron.search;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.report.Numbers;
import minitron.report.plot.Blueprint;
import minitron.report.plot.BlueprintBlock;
import minitron.report.plot.BlueprintBlock.Box;
import minitron.report.plot.BlueprintBlock.Stage;

/** A model's plan, drawn from its config alone. */
public final class Architecture {
  private static final String LAYER = "model.layers.0.";

  private Architecture() {}

  /** The plan: boxes with their sizes, and how many parameters each holds. */
  public static Blueprint of(ModelConfig c) {
    Map<String, Shape> shapes = ParameterShapes.of(c);
    String hidden = c.hiddenSize() + " channels";
    Box attention = new Box("attention", heads(c), count(shapes, LAYER + "self_attn"));
    Box mlp =
        new Box(
            "MLP",
            String.format(
                Locale.ROOT, "%d → %d → %d", c.hiddenSize(), c.intermediateSize(), c.hiddenSize()),
            count(shapes, LAYER + "mlp"));
    Box embedding =
        new Box(
            "embedding",
            Numbers.count(c.vocabSize()) + " tokens → " + hidden,
            count(shapes, "model.embed"));
    Box head =
        new Box(
            "head",
            c.tieWordEmbeddings() ? "the embedding again" : hidden + " → " + c.vocabSize(),
            c.tieWordEmbeddings() ? "0" : count(shapes, "lm_head"));
    return new Blueprint(
        "",
        "parameters",
        List.of(
            new BlueprintBlock(1, List.of(new Stage(false, List.of(embedding)))),
            new BlueprintBlock(
                c.numHiddenLayers(),
                List.of(
                    new Stage(true, List.of(norm(shapes, LAYER + "input", hidden), attention)),
                    new Stage(true, List.of(norm(shapes, LAYER + "post", hidden), mlp)))),
            new BlueprintBlock(
                1, List.of(new Stage(false, List.of(norm(shapes, "model.norm", hidden), head))))));
  }

  private static Box norm(Map<String, Shape> shapes, String prefix, String hidden) {
    return new Box("RMS norm", hidden, count(shapes, prefix));
  }

  private static String heads(ModelConfig c) {
    return String.format(
        Locale.ROOT,
        "%d heads × %d, %d key/value",
        c.numAttentionHeads(),
        c.headDim(),
        c.numKeyValueHeads());
  }

  private static String count(Map<String, Shape> shapes, String prefix) {
    return Numbers.count(
        shapes.entrySet().stream()
            .filter(shape -> shape.getKey().startsWith(prefix))
            .mapToLong(shape -> shape.getValue().size())
            .sum());
  }
}
