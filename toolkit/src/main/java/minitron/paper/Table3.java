package minitron.paper;

import com.google.gson.JsonObject;
import java.util.List;
import minitron.model.LlamaFamily;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * The shapes of Table 3 and of the teachers that they were cut from, as their config.json files
 * have them; or the same with every width divided.
 *
 * @param divisor of hidden channels, MLP neurons, channels of a head and vocabulary; layers and
 *     heads stay
 */
public record Table3(int divisor) implements Showable {
  static final String LLAMA = "Llama 3.1 8B";
  static final String DEPTH = "4B-Depth";
  static final String WIDTH = "4B-Width";
  static final String NEMO = "Mistral NeMo 12B";
  static final String MN = "MN-Minitron 8B";

  /** All have 32 query heads of 128 channels in 8 groups. */
  private static final int HEADS = 32;

  private static final int GROUPS = 8;
  private static final int HEAD_DIM = 128;

  private static final List<Row> ROWS =
      List.of(
          new Row(LLAMA, 8.0, 4096, 14_336, 32, 128_256),
          new Row(DEPTH, 4.5, 4096, 14_336, 16, 128_256),
          new Row(WIDTH, 4.5, 3072, 9216, 32, 128_256),
          new Row(NEMO, 12.2, 5120, 14_336, 40, 131_072),
          new Row(MN, 8.4, 4096, 11_520, 40, 131_072));

  /** Checks that every width can be divided. */
  public Table3 {
    if (divisor < 1 || HEAD_DIM / 2 % divisor != 0) {
      throw new IllegalArgumentException(
          "The shapes cannot be divided by %d: allowed are 1, 2, 4, 8, 16, 32 and 64."
              .formatted(divisor));
    }
  }

  private record Row(
      String name, double published, int hidden, int mlp, int layers, int vocabulary) {}

  /** The same shapes with widths of which only a part is left, to be run on a small machine. */
  public Table3 dividedBy(int other) {
    return new Table3(divisor * other);
  }

  /** The names of the models, each teacher before its students. */
  public List<String> names() {
    return ROWS.stream().map(Row::name).toList();
  }

  /**
   * The architecture of one.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public ModelConfig config(String name) {
    Row row =
        ROWS.stream()
            .filter(each -> each.name.equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No model '%s' in Table 3: allowed are %s.".formatted(name, names())));
    var json = new JsonObject();
    json.addProperty("model_type", "llama");
    json.addProperty("vocab_size", row.vocabulary / divisor);
    json.addProperty("hidden_size", row.hidden / divisor);
    json.addProperty("intermediate_size", row.mlp / divisor);
    json.addProperty("num_hidden_layers", row.layers);
    json.addProperty("num_attention_heads", HEADS);
    json.addProperty("num_key_value_heads", GROUPS);
    json.addProperty("head_dim", HEAD_DIM / divisor);
    json.addProperty("max_position_embeddings", 131_072);
    return LlamaFamily.read(name, json);
  }

  /** A row a model: its shape, and the parameters that follow from it and that are published. */
  public Table table() {
    List<ModelConfig> configs = names().stream().map(this::config).toList();
    Table table =
        Table.create(
            divisor == 1 ? "Table 3 and the teachers" : "Table 3, widths divided by " + divisor,
            Columns.text("model", names()),
            Columns.whole(
                "layers", configs.stream().mapToLong(ModelConfig::numHiddenLayers).toArray()),
            Columns.whole("hidden", configs.stream().mapToLong(ModelConfig::hiddenSize).toArray()),
            Columns.whole(
                "MLP", configs.stream().mapToLong(ModelConfig::intermediateSize).toArray()),
            Columns.whole(
                "vocabulary", configs.stream().mapToLong(ModelConfig::vocabSize).toArray()),
            Columns.whole("key + value", configs.stream().mapToLong(Table3::cached).toArray()),
            Columns.counts(
                "parameters", configs.stream().mapToLong(ParameterShapes::count).toArray()));
    if (divisor == 1) {
      double[] published = ROWS.stream().mapToDouble(Row::published).toArray();
      table.addColumns(Columns.fixed("published (B)", 1, published));
    }
    return table;
  }

  /** Numbers that the cache keeps of a token. */
  private static long cached(ModelConfig config) {
    return 2L * config.keyValueSize() * config.numHiddenLayers();
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
