package minitron.train;

import static minitron.train.SmallRun.OPTIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libtorch's own profiler sees: how often it is called, and what the host reads from it. */
class ScriptCallsTest {
  private static final int LAYERS = 2;

  @TempDir Path temp;

  /** A function of the script or an operator, from when to when. */
  private record Event(String name, double from, double to) {}

  private List<Event> events(Runnable work) throws IOException {
    work.run(); // what is loaded once is loaded
    Path trace = temp.resolve("trace.json");
    JniUtils.startProfile(false, false, false);
    work.run();
    JniUtils.stopProfile(trace.toString());
    List<Event> events = new ArrayList<>();
    for (JsonElement each : JsonParser.parseString(Files.readString(trace)).getAsJsonArray()) {
      JsonObject event = each.getAsJsonObject();
      if (event.has("dur")) {
        double from = event.get("ts").getAsDouble();
        String name = event.get("name").getAsString();
        events.add(new Event(name, from, from + event.get("dur").getAsDouble()));
      }
    }
    events.sort(
        Comparator.comparingDouble(Event::from)
            .thenComparing(Event::to, (a, b) -> Double.compare(b, a)));
    return events;
  }

  /** How often each function was called from outside. */
  private static Map<String, Integer> calls(List<Event> events) {
    Map<String, Integer> calls = new TreeMap<>();
    double over = 0;
    for (Event event : events) {
      if (event.from >= over) {
        over = event.to;
        if (!event.name.contains("::")) {
          calls.merge(event.name, 1, Integer::sum);
        }
      }
    }
    return calls;
  }

  /**
   * How often a value went from the device to the host. On a CPU, where both are one, libtorch's
   * own AdamW looks up the count of steps that way; that of a GPU does not.
   */
  private static long reads(List<Event> events) {
    List<Event> adam = events.stream().filter(e -> e.name.equals("aten::_fused_adamw_")).toList();
    return events.stream()
        .filter(e -> e.name.matches("aten::(item|_local_scalar_dense|is_nonzero|nonzero)"))
        .filter(e -> adam.stream().noneMatch(step -> step.from <= e.from && e.to <= step.to))
        .count();
  }

  @Test
  void aLayerIsOneCall() throws IOException {
    try (CausalLm model = SmallRun.model();
        var manager = Engines.manager()) {
      TokenBatch batch = SmallRun.batch(0);
      var k = new Kernels(manager);
      List<Event> events =
          events(() -> model.decoder().hidden(k, batch.ids(manager), Precision.F32));
      assertEquals(Map.of("embed", 1, "one_layer", LAYERS, "rms_norm", 1), calls(events));
      assertEquals(0, reads(events));
    }
  }

  /** The LM loss of whole batches: the profiler sees its own thread alone. */
  private record OnThisThread() implements Objective {
    @Override
    public Decoder.Backward backward(Kernels k, Decoder student, MicroBatch part, Backprop how) {
      return LmLoss.backward(k, student, part.samples(), how);
    }

    @Override
    public boolean divides() {
      return false;
    }
  }

  @Test
  void aStepIsTwoCallsAndTheHostReadsNothing() throws IOException {
    CausalLm model = SmallRun.model();
    Trainer trainer = SmallRun.trainer(model, new OnThisThread(), OPTIONS);
    List<Event> events = events(() -> trainer.run(List.of(), Progress.SILENT).model().close());
    Map<String, Integer> calls = calls(events);
    assertEquals(8, calls.get("learn"));
    assertEquals(
        8 + 1, calls.get("gradients")); // the last one asks whether what came of it is good
    assertEquals(1, calls.get("norms")); // for the same reason
    assertEquals(0, reads(events));
  }
}
