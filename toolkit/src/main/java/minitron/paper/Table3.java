package minitron.paper;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.model.Checkpoints;
import minitron.model.LlamaFamily;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The shapes of Table 3 and of the teachers that they were cut from, as their config.json files
 * have them; or the same with every width divided.
 *
 * @param divisor of hidden channels, MLP neurons, channels of a head and vocabulary; layers and
 *     heads stay
 * @param configs a folder with {@code NAME/config.json}, by the hub's names; a model that is there
 *     has the shape of its file. Empty for none.
 */
public record Table3(int divisor, String configs) implements Showable {
  static final String LLAMA = "Llama 3.1 8B";
  static final String DEPTH = "4B-Depth";
  static final String WIDTH = "4B-Width";
  static final String NEMO = "Mistral NeMo 12B";
  static final String MN = "MN-Minitron 8B";

  private static final String MINITRON = "Llama-3.1-Minitron-";

  /** All have 32 query heads of 128 channels in 8 groups. */
  private static final int HEADS = 32;

  private static final int GROUPS = 8;
  private static final int HEAD_DIM = 128;

  private static final List<Row> ROWS =
      List.of(
          new Row(LLAMA, "Llama-3.1-8B", 8.0, 7, 4096, 14_336, 32, 128_256, 5e5),
          new Row(DEPTH, MINITRON + "4B-Depth-Base", 4.5, 3.5, 4096, 14_336, 16, 128_256, 5e5),
          new Row(WIDTH, MINITRON + "4B-Width-Base", 4.5, 3.7, 3072, 9216, 32, 128_256, 5e5),
          new Row(NEMO, "Mistral-Nemo-Base-2407", 12.2, 10.9, 5120, 14_336, 40, 131_072, 1e6),
          new Row(MN, "Mistral-NeMo-Minitron-8B-Base", 8.4, 7.3, 4096, 11_520, 40, 131_072, 1e6));

  /** Checks that every width can be divided. */
  public Table3 {
    if (divisor < 1 || HEAD_DIM / 2 % divisor != 0) {
      throw new IllegalArgumentException(
          "The shapes cannot be divided by %d: allowed are 1, 2, 4, 8, 16, 32 and 64."
              .formatted(divisor));
    }
  }

  /**
   * A model.
   *
   * @param hub its name there
   * @param published all parameters, as Table 3 has them, the teachers' as Table 1
   * @param inner the same without the embedding and the head
   */
  private record Row(
      String name,
      String hub,
      double published,
      double inner,
      int hidden,
      int mlp,
      int layers,
      int vocabulary,
      double ropeTheta) {}

  /** The same shapes with widths of which only a part is left, to be run on a small machine. */
  public Table3 dividedBy(int other) {
    return new Table3(divisor * other, configs);
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
    Path file = Path.of(configs, row.hub, "config.json");
    if (divisor == 1 && !configs.isEmpty() && Files.isRegularFile(file)) {
      return Checkpoints.config(file);
    }
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
    json.addProperty("rope_theta", row.ropeTheta);
    if (divisor == 1) {
      json.addProperty("torch_dtype", "bfloat16");
    }
    return LlamaFamily.read(name, json);
  }

  /** A row a model: its shape, and the parameters that follow from it and that are published. */
  public Table table() {
    List<ModelConfig> shapes = names().stream().map(this::config).toList();
    Table table =
        Table.create(
            divisor == 1 ? "Table 3 and the teachers" : "Table 3, widths divided by " + divisor,
            Columns.text("model", names()),
            Columns.whole(
                "layers", shapes.stream().mapToLong(ModelConfig::numHiddenLayers).toArray()),
            Columns.whole("hidden", shapes.stream().mapToLong(ModelConfig::hiddenSize).toArray()),
            Columns.whole(
                "MLP", shapes.stream().mapToLong(ModelConfig::intermediateSize).toArray()),
            Columns.whole(
                "vocabulary", shapes.stream().mapToLong(ModelConfig::vocabSize).toArray()),
            Columns.whole("key + value", shapes.stream().mapToLong(Table3::cached).toArray()),
            Columns.counts(
                "parameters", shapes.stream().mapToLong(ParameterShapes::count).toArray()));
    return divisor == 1 ? table.addColumns(published()) : table;
  }

  /** The totals as they are printed, and what the shapes have outside of embedding and head. */
  private Column<?>[] published() {
    long[] inner =
        names().stream()
            .mapToLong(name -> ParameterShapes.countWithoutEmbeddings(config(name)))
            .toArray();
    return new Column<?>[] {
      Columns.fixed("published (B)", 1, ROWS.stream().mapToDouble(Row::published).toArray()),
      Columns.counts("non-embedding", inner),
      Columns.fixed("published non-emb. (B)", 1, ROWS.stream().mapToDouble(Row::inner).toArray())
    };
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
