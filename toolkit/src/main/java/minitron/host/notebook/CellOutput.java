package minitron.host.notebook;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import minitron.host.Bundle;
import minitron.host.Host;

/**
 * The standard output of a cell, and the host of its results. It collects both in their order, as
 * outputs of nbformat 4.
 */
final class CellOutput extends PrintStream implements Host {
  private static final Gson GSON = new Gson();

  private final CellStreams printed;
  private final JsonArray outputs = new JsonArray();
  private final Map<String, JsonObject> updatable = new HashMap<>();

  CellOutput() {
    this(new CellStreams());
  }

  private CellOutput(CellStreams printed) {
    super(printed.open("stdout"), true, StandardCharsets.UTF_8);
    this.printed = printed;
  }

  /** The standard error of the same cell. */
  PrintStream errors() {
    return printed.printer("stderr");
  }

  /** All outputs so far. */
  synchronized JsonArray outputs() {
    text();
    return outputs;
  }

  /** The value of the cell's last expression. */
  synchronized void result(int count, Bundle bundle) {
    JsonObject output = output("execute_result", bundle);
    output.addProperty("execution_count", count);
  }

  /** The error that ended the cell. */
  synchronized void error(CellError error) {
    text();
    var output = new JsonObject();
    output.addProperty("output_type", "error");
    output.addProperty("ename", error.name());
    output.addProperty("evalue", error.message());
    // Jupyter adds the line breaks itself.
    output.add("traceback", GSON.toJsonTree(error.trace().lines().toList()));
    outputs.add(output);
  }

  @Override
  public String name() {
    return "headless";
  }

  /** Nobody watches, so that the outputs of a notebook do not depend on the time it takes. */
  @Override
  public boolean watched() {
    return false;
  }

  @Override
  public synchronized void show(Bundle bundle) {
    output("display_data", bundle);
  }

  @Override
  public synchronized void show(String id, Bundle bundle) {
    updatable.put(id, output("display_data", bundle));
  }

  @Override
  public synchronized void update(String id, Bundle bundle) {
    JsonObject output = updatable.get(id);
    if (output != null) {
      output.add("data", data(bundle));
      output.add("metadata", GSON.toJsonTree(bundle.metadata()));
    }
  }

  private JsonObject output(String type, Bundle bundle) {
    text();
    var output = new JsonObject();
    output.addProperty("output_type", type);
    output.add("data", data(bundle));
    output.add("metadata", GSON.toJsonTree(bundle.metadata()));
    outputs.add(output);
    return output;
  }

  private static JsonObject data(Bundle bundle) {
    var data = new JsonObject();
    bundle
        .data()
        .forEach(
            (type, value) -> {
              if (type.startsWith("text/")) {
                data.add(type, Notebook.lines(String.valueOf(value)));
              } else {
                data.add(type, value == null ? JsonNull.INSTANCE : GSON.toJsonTree(value));
              }
            });
    return data;
  }

  /** What was printed since the last output becomes outputs of its own. */
  private void text() {
    flush();
    printed.drain(this::text);
  }

  private void text(String stream, String text) {
    var output = new JsonObject();
    output.addProperty("output_type", "stream");
    output.addProperty("name", stream);
    output.add("text", Notebook.lines(overwritten(text)));
    outputs.add(output);
  }

  /** A carriage return begins a line again, as in a terminal. */
  private static String overwritten(String text) {
    return text.replace("\r\n", "\n").replaceAll("(?m)^.*\\r(?=.)", "").replace("\r", "");
  }
}
