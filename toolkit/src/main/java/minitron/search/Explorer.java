package minitron.search;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import minitron.model.ModelConfig;
import minitron.report.Html;
import minitron.report.HtmlView;

/**
 * An architecture with sliders: parameters, memory, cache and arithmetic follow as they move. The
 * page is whole in itself, so it works without a network; where no script runs, and in a shell, it
 * is a plain table.
 *
 * @param start where the sliders are first
 */
public record Explorer(Footprint start) implements HtmlView {
  private static final String PAGE = "explorer.html";

  @Override
  public String html() {
    return page()
        .replace("@CONFIG@", Html.escape(values().toString()))
        .replace("@TABLE@", Html.table(start.byPart()) + Html.table(start.memory()));
  }

  private static String page() {
    try (InputStream in = Explorer.class.getResourceAsStream(PAGE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the page computes with; its names are those of config.json. */
  private JsonObject values() {
    ModelConfig c = start.config();
    var values = new JsonObject();
    values.addProperty("vocab_size", c.vocabSize());
    values.addProperty("hidden_size", c.hiddenSize());
    values.addProperty("intermediate_size", c.intermediateSize());
    values.addProperty("num_hidden_layers", c.numHiddenLayers());
    values.addProperty("num_attention_heads", c.numAttentionHeads());
    values.addProperty("num_key_value_heads", c.numKeyValueHeads());
    values.addProperty("head_dim", c.headDim());
    values.addProperty("tie_word_embeddings", c.tieWordEmbeddings());
    for (String name : new String[] {"q", "k", "v", "o", "gate", "up", "down"}) {
      values.addProperty(name + "_bias", c.biases().contains(name + "_proj") ? 1 : 0);
    }
    values.addProperty("batch", start.batch());
    values.addProperty("length", start.length());
    values.addProperty("bytes", start.bytesAWeight());
    values.addProperty("bytes_in_training", Footprint.BYTES_IN_TRAINING);
    return values;
  }

  @Override
  public String toString() {
    return start.toString();
  }
}
