package minitron.host.notebook;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
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

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private String stream = "stdout";
  private final JsonArray outputs = new JsonArray();
  private final Map<String, JsonObject> updatable = new HashMap<>();

  CellOutput() {
    super(nullOutputStream(), true, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    print("stdout", new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    print("stdout", bytes, from, length);
  }

  /** The standard error of the same cell. */
  PrintStream errors() {
    var errors =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            print("stderr", bytes, from, length);
          }
        };
    return new PrintStream(errors, true, StandardCharsets.UTF_8);
  }

  private synchronized void print(String to, byte[] bytes, int from, int length) {
    if (length > 0 && !to.equals(stream)) {
      text();
      stream = to;
    }
    printed.write(bytes, from, length);
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
    JsonObject output = output("error");
    output.addProperty("ename", error.name());
    output.addProperty("evalue", error.getMessage());
    // Jupyter adds the line breaks itself.
    output.add("traceback", GSON.toJsonTree(error.trace().lines().toList()));
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
  public synchronized void show(String id, Bundle bundle) {
    updatable.put(id, output("display_data", bundle));
  }

  @Override
  public synchronized void update(String id, Bundle bundle) {
    JsonObject output = updatable.get(id);
    if (output != null) {
      fill(output, bundle);
    }
  }

  private JsonObject output(String type, Bundle bundle) {
    text();
    JsonObject output = output(type);
    fill(output, bundle);
    return output;
  }

  private JsonObject output(String type) {
    var output = new JsonObject();
    output.addProperty("output_type", type);
    outputs.add(output);
    return output;
  }

  private static void fill(JsonObject output, Bundle bundle) {
    output.add("data", data(bundle));
    output.add("metadata", GSON.toJsonTree(bundle.metadata()));
  }

  private static JsonObject data(Bundle bundle) {
    var data = new JsonObject();
    for (var part : bundle.data().entrySet()) {
      boolean text = part.getKey().startsWith("text/");
      Object value = text ? Notebook.lines(String.valueOf(part.getValue())) : part.getValue();
      data.add(part.getKey(), GSON.toJsonTree(value));
    }
    return data;
  }

  /** What was printed since the last output becomes an output of its own. */
  private void text() {
    if (printed.size() == 0) {
      return;
    }
    JsonObject output = output("stream");
    output.addProperty("name", stream);
    output.add("text", Notebook.lines(overwritten(printed.toString(StandardCharsets.UTF_8))));
    printed.reset();
  }

  /** A carriage return begins a line again, as in a terminal. */
  private static String overwritten(String text) {
    return text.replace("\r\n", "\n").replaceAll("(?m)^.*\\r(?=.)", "").replace("\r", "");
  }
}
