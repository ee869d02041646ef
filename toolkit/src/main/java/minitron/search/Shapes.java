package minitron.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * Architectures one below the other, with the columns of the paper's Table 3.
 *
 * @param configs by the names of the models, in their order
 */
public record Shapes(Map<String, ModelConfig> configs) implements Showable {
  /** No model yet. */
  public static final Shapes NONE = new Shapes(Map.of());

  /** Keeps the models in their order. */
  public Shapes {
    configs = Collections.unmodifiableMap(new LinkedHashMap<>(configs));
  }

  /**
   * The same with another model below.
   *
   * @throws IllegalArgumentException if one has this name already
   */
  public Shapes add(String name, ModelConfig config) {
    Map<String, ModelConfig> more = new LinkedHashMap<>(configs);
    if (more.putIfAbsent(name, config) != null) {
      throw new IllegalArgumentException(
          "There is a model '%s' already: give each a name of its own.".formatted(name));
    }
    return new Shapes(more);
  }

  /** A row a model. */
  public Table table() {
    return Table.create(
        "shapes",
        Columns.text("model", List.copyOf(configs.keySet())),
        Columns.whole("layers", each(ModelConfig::numHiddenLayers)),
        Columns.whole("hidden", each(ModelConfig::hiddenSize)),
        Columns.whole("MLP", each(ModelConfig::intermediateSize)),
        Columns.whole("heads", each(ModelConfig::numAttentionHeads)),
        Columns.whole("groups", each(ModelConfig::numKeyValueHeads)),
        Columns.whole("vocabulary", each(ModelConfig::vocabSize)),
        Columns.counts("parameters", each(ParameterShapes::count)),
        Columns.counts("non-embedding", each(ParameterShapes::countWithoutEmbeddings)));
  }

  private long[] each(ToLongFunction<ModelConfig> number) {
    return configs.values().stream().mapToLong(number).toArray();
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return Markdown.table(table());
  }
}
