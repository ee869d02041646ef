package minitron.cli;

import static minitron.cli.Call.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Fixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that measure models and the machine. */
class MeasuringTest {
  @TempDir Path temp;
  private Place place;

  @BeforeEach
  void open() {
    place = Place.in(temp);
  }

  @Test
  void evaluateWritesTheHarnesssResults() throws IOException {
    Files.createDirectories(temp.resolve("items/winogrande"));
    Files.writeString(
        temp.resolve("items/winogrande/validation.jsonl"),
        ("{\"sentence\": \"Tom & Ann's <b>_</b> = 1.\", \"option1\": \"ball\", \"option2\": \"hat\","
                + " \"answer\": \"2\"}\n")
            .repeat(3));
    String line = "evaluate --task winogrande=0 --limit 2 {model} --data {items} --out {out.json}";
    Call call = place.ok(line);
    assertTrue(call.out().contains("|winogrande|"), call.out());
    String text = Files.readString(temp.resolve("out.json"));
    assertTrue(text.contains("</b> = 1.") && text.contains("Tom & Ann's <b>"), text);
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    assertEquals(2, json.getAsJsonObject("samples").getAsJsonArray("winogrande").size());
  }

  /** The documented order is names, then options; a MODEL behind the names is no name. */
  @Test
  void aModelMayStandBehindTheTasks() throws IOException {
    for (String task : List.of("winogrande", "gsm8k")) {
      Files.createDirectories(temp.resolve("items/" + task));
    }
    Files.writeString(
        temp.resolve("items/winogrande/validation.jsonl"),
        "{\"sentence\": \"A _ b.\", \"option1\": \"x\", \"option2\": \"y\", \"answer\": \"2\"}\n");
    Files.writeString(
        temp.resolve("items/gsm8k/test.jsonl"), "{\"question\": \"q\", \"answer\": \"#### 1\"}\n");
    for (String tasks :
        List.of(
            " --data {items} --task winogrande=0 gsm8k=0 {model}",
            " {model} --task winogrande=0 gsm8k=0 --data {items}",
            " --task=winogrande=0 --task gsm8k=0 {model} --data {items}")) {
      String out = place.ok("evaluate --max-tokens 4" + tasks).out();
      assertTrue(out.contains("|winogrande|") && out.contains("|gsm8k "), out);
    }
  }

  @Test
  void aPerplexityIsWrittenToo() throws IOException {
    place.ok("evaluate --length 32 {model} --perplexity {text} --out {out.json}");
    String out = Files.readString(temp.resolve("out.json"));
    JsonObject json = JsonParser.parseString(out).getAsJsonObject();
    JsonObject measured = json.getAsJsonObject("perplexity");
    assertEquals(
        Math.exp(measured.get("loss").getAsDouble()), measured.get("perplexity").getAsDouble());
  }

  @Test
  void benchPrintsOneLineOfJson() {
    Call call = place.ok("bench forward --batch 2 --length 16 --teacher {model}");
    JsonObject json = JsonParser.parseString(call.out()).getAsJsonObject();
    assertEquals("forward", json.get("work").getAsString());
    assertEquals(5, json.getAsJsonArray("seconds").size());
    assertTrue(json.get("value").getAsDouble() > 0);
  }

  @Test
  void benchNeedsACheckpointOrAFolder() {
    place.fails(2, "Missing required option: '--teacher=DIR'", "bench score");
    place.fails(2, "Missing required option: '--out=DIR'", "bench growth");
  }

  @Test
  void aRooflineHasEveryStage() throws IOException {
    String small = " --batch 2 --length 16 --warm-ups 1 --calls 1 --prompt 4 --new 3";
    place.ok("bench roofline --teacher {model} --student {model} --out {out}" + small);
    List<String> lines = Files.readAllLines(temp.resolve("out/roofline.csv"));
    List<String> stages = lines.stream().skip(1).map(line -> line.replaceAll(",.*", "")).toList();
    assertEquals(
        List.of("forward", "score", "distill", "train", "calibrate", "generate 1", "generate 2"),
        stages);
    assertTrue(Files.size(temp.resolve("out/roofline.png")) > 1000);
    assertEquals(3, Files.readAllLines(temp.resolve("out/machine.csv")).size());
  }

  @Test
  void conformanceCountsItsChecks() {
    Call good = ok("conformance", Fixtures.reference("mini-llama").toString());
    assertTrue(good.out().stripTrailing().endsWith("30 checks, 0 failed"), good.out());
  }

  @Test
  void doctorAsksForNothingAndAGpuThatIsMissingIsAnError() {
    assertTrue(ok("doctor").out().contains("library     libtorch 2.7.1"));
    String wish = System.getProperty("minitron.device");
    try {
      Call gpu = Call.of("doctor", "--device", "gpu");
      if (gpu.code() != 0) {
        assertTrue(gpu.err().startsWith("A GPU was asked for"), gpu.err());
      } else {
        assertTrue(gpu.out().contains("gpu(0)"), gpu.out());
      }
    } finally {
      if (wish == null) {
        System.clearProperty("minitron.device");
      } else {
        System.setProperty("minitron.device", wish);
      }
    }
  }
}
