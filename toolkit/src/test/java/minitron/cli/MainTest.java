package minitron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import minitron.Fixtures;
import minitron.model.NewFolder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command on a small model; and what it says when something is wrong. */
class MainTest {
  @TempDir Path temp;
  private String model;
  private String text;

  /** What a command printed and gave. */
  private record Result(int code, String out, String err) {}

  @BeforeEach
  void open() {
    model = Fixtures.model(temp.resolve("model")).toString();
    text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
  }

  private static Result run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return new Result(
          Main.run(arguments),
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  private Result ok(String... arguments) {
    Result result = run(arguments);
    assertEquals(0, result.code, Arrays.toString(arguments) + result.err);
    return result;
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  @Test
  void theStoryFromTheShell() {
    String[] training = {"--corpus", text, "--tokens", "2000", "--batch", "4", "--length", "32"};
    Result corrected = ok(with(training, "correct", model, path("corrected")));
    assertTrue(corrected.out.contains("BOS <s> (1) is added once"), corrected.out);
    Result pruned =
        ok(
            "prune",
            path("corrected"),
            path("pruned"),
            "--hidden",
            "16",
            "--mlp",
            "30",
            "--calibration",
            text,
            "--samples",
            "20",
            "--length",
            "32",
            "--save-scores",
            path("scores.safetensors"));
    assertTrue(pruned.out.contains("hidden channels: 16 kept, 8 dropped"), pruned.out);
    ok(with(training, "distill", path("corrected"), path("pruned"), path("student")));
    Result sweep =
        ok("sweep", path("student"), "--corpus", text, "--sizes", "1,2", "--length", "32");
    assertEquals(6 + 2, sweep.out.lines().filter(l -> !l.isBlank()).count() - 1, sweep.out);
    Result measured = ok("evaluate", path("student"), "--perplexity", text, "--length", "32");
    assertTrue(measured.out.contains("perplexity"), measured.out);
  }

  private static String[] with(String[] more, String... first) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void savedScoresGiveTheSameBytesAndDroppedLayersAreNamed() throws IOException {
    ok(
        "prune",
        model,
        path("a"),
        "--mlp",
        "30",
        "--calibration",
        text,
        "--samples",
        "20",
        "--length",
        "32",
        "--save-scores",
        path("s"));
    ok("prune", model, path("b"), "--mlp", "30", "--scores", path("s"));
    assertEquals(
        -1,
        Files.mismatch(temp.resolve("a/model.safetensors"), temp.resolve("b/model.safetensors")));
    Result dropped = ok("prune", model, path("c"), "--drop", "2-3");
    assertTrue(
        dropped.out.contains("dropped: layers 2–3 (model.layers.1 … model.layers.2)"), dropped.out);
    assertTrue(dropped.out.contains("kept:    layers 1 (model.layers.0)"), dropped.out);
  }

  @Test
  void aStoppedRunIsResumed() throws IOException {
    String[] training = {
      "--corpus",
      text,
      "--tokens",
      "1280",
      "--batch",
      "4",
      "--length",
      "32",
      "--checkpoint",
      path("state"),
      "--checkpoint-every",
      "4"
    };
    ok(with(training, "correct", model, path("once")));
    NewFolder.delete(temp.resolve("state/step-00000010"));
    ok(with(with(new String[] {"--resume"}, training), "correct", model, path("again")));
    assertEquals(
        -1,
        Files.mismatch(
            temp.resolve("once/model.safetensors"), temp.resolve("again/model.safetensors")));
  }

  @Test
  void evaluateWritesTheHarnesssResults() throws IOException {
    Files.createDirectories(temp.resolve("items/winogrande"));
    Files.writeString(
        temp.resolve("items/winogrande/validation.jsonl"),
        ("{\"sentence\": \"Tom saw the _ today.\", \"option1\": \"ball\", \"option2\": \"hat\","
                + " \"answer\": \"2\"}\n")
            .repeat(3));
    Result result =
        ok(
            "evaluate",
            model,
            "--task",
            "winogrande=0",
            "--data",
            path("items"),
            "--limit",
            "2",
            "--out",
            path("out.json"));
    assertTrue(result.out.contains("|winogrande|"), result.out);
    JsonObject json =
        JsonParser.parseString(Files.readString(temp.resolve("out.json"))).getAsJsonObject();
    assertEquals(2, json.getAsJsonObject("samples").getAsJsonArray("winogrande").size());
  }

  @Test
  void evaluateRunsProgramsAndSaysWhere() throws IOException {
    Files.createDirectories(temp.resolve("items/mbpp"));
    Files.writeString(
        temp.resolve("items/mbpp/test.jsonl"),
        "{\"text\": \"Say yes.\", \"test_list\": [\"assert f()\", \"assert f()\", \"assert f()\"]}\n"
            .repeat(2));
    String[] command = {
      "evaluate", model, "--task", "mbpp", "--data", path("items"), "--max-tokens", "8"
    };
    String[] paper = {"--samples", "3", "--temperature", "0.2", "--top-p", "0.95"};
    String[] allowed = {"--allow-code", "--allow-weak-sandbox", "--out", path("programs.json")};
    Result result = run(with(allowed, with(paper, command)));
    Assumptions.assumeFalse(result.err.contains("none on the PATH"), result.err);
    assertEquals(0, result.code, result.err);
    assertTrue(result.out.contains("3 texts a prompt, temperature 0.2, top-p 0.95"), result.out);
    assertTrue(result.out.contains("programs ran in this sandbox: "), result.out);
    assertTrue(result.out.contains("|pass_at_1|"), result.out);
    JsonObject json =
        JsonParser.parseString(Files.readString(temp.resolve("programs.json"))).getAsJsonObject();
    assertEquals(
        0,
        json.getAsJsonObject("results")
            .getAsJsonObject("mbpp")
            .get("pass_at_1,none")
            .getAsDouble());
    fails(1, "mbpp runs programs", command);
    fails(2, "--allow-code lets them", with(new String[] {"--allow-weak-sandbox"}, command));
    fails(1, "20 samples at temperature 0", with(new String[] {"--samples", "20"}, command));
    fails(1, "temperature -1.0", with(new String[] {"--temperature", "-1"}, command));
  }

  @Test
  void benchPrintsOneLineOfJson() {
    Result result = ok("bench", "forward", "--teacher", model, "--batch", "2", "--length", "16");
    JsonObject json = JsonParser.parseString(result.out).getAsJsonObject();
    assertEquals("forward", json.get("work").getAsString());
    assertEquals(5, json.getAsJsonArray("seconds").size());
    assertTrue(json.get("value").getAsDouble() > 0);
  }

  @Test
  void conformanceSaysWhatDiffersAndFails() {
    Result good = ok("conformance", Fixtures.reference("mini-llama").toString());
    assertTrue(good.out.stripTrailing().endsWith("30 checks, 0 failed"), good.out);
  }

  @Test
  void doctorAsksForNothingAndAGpuThatIsMissingIsAnError() {
    assertTrue(ok("doctor").out.contains("library     libtorch 2.7.1"));
    String wish = System.getProperty("minitron.device");
    try {
      Result gpu = run("doctor", "--device", "gpu");
      if (gpu.code != 0) {
        assertTrue(gpu.err.startsWith("A GPU was asked for"), gpu.err);
      } else {
        assertTrue(gpu.out.contains("gpu(0)"), gpu.out);
      }
    } finally {
      if (wish == null) {
        System.clearProperty("minitron.device");
      } else {
        System.setProperty("minitron.device", wish);
      }
    }
  }

  @Test
  void everyMistakeGetsOneSentence() throws IOException {
    Files.createDirectories(temp.resolve("gpt"));
    Files.writeString(temp.resolve("gpt/config.json"), "{\"model_type\": \"gpt2\"}");
    Files.copy(temp.resolve("model/model.safetensors"), temp.resolve("gpt/model.safetensors"));
    Path cut = temp.resolve("cut");
    Files.createDirectories(cut);
    Files.copy(temp.resolve("model/config.json"), cut.resolve("config.json"));
    byte[] bytes = Files.readAllBytes(temp.resolve("model/model.safetensors"));
    Files.write(cut.resolve("model.safetensors"), Arrays.copyOf(bytes, bytes.length - 100));
    String out = path("out");
    fails(1, "There is no folder", "evaluate", path("nowhere"), "--perplexity", text);
    fails(1, "unknown model_type 'gpt2'", "evaluate", path("gpt"), "--perplexity", text);
    fails(1, "no valid safetensors file", "evaluate", cut.toString(), "--perplexity", text);
    fails(
        1,
        "hidden 99 cannot be kept",
        "prune",
        model,
        out,
        "--hidden",
        "99",
        "--calibration",
        text);
    fails(
        1, "heads 3 is not a multiple", "prune", model, out, "--heads", "3", "--calibration", text);
    fails(1, "There is no layer 9", "prune", model, out, "--drop", "8-9");
    fails(1, "exists already", "prune", model, model, "--drop", "1");
    fails(2, "needs --calibration", "prune", model, out, "--mlp", "3");
    fails(1, "cannot be written", "prune", model, text + "/x", "--drop", "1");
    fails(1, "There is no task", "evaluate", model, "--task", "chess=1", "--data", path("model"));
    fails(
        2,
        "Unknown dtype 'f8'",
        "correct",
        model,
        out,
        "--corpus",
        text,
        "--tokens",
        "9",
        "--dtype",
        "f8");
    fails(1, "tokens 0", "correct", model, out, "--corpus", text, "--tokens", "0");
    fails(
        1,
        "blocks of 32 tokens were asked for",
        "prune",
        model,
        out,
        "--mlp",
        "3",
        "--calibration",
        text,
        "--samples",
        "99999",
        "--length",
        "32");
    fails(1, "A block of 7 layers", "sweep", model, "--corpus", text, "--sizes", "7");
    fails(2, "Unknown option: '--wide=3'", "prune", model, out, "--wide=3");
    fails(2, "Missing required option: '--corpus", "correct", model, out, "--tokens", "9");
    fails(2, "Unmatched argument", "frobnicate");
    assertFalse(Files.exists(Path.of(out)));
  }

  private static void fails(int code, String part, String... arguments) {
    Result result = run(arguments);
    String all = List.of(arguments) + ": " + result.out + result.err;
    assertEquals(code, result.code, all);
    assertTrue(result.err.contains(part), all);
    assertEquals(1, result.err.strip().lines().count(), all);
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        List.of(
            "conformance",
            "evaluate",
            "prune",
            "correct",
            "distill",
            "sweep",
            "kernel",
            "bench",
            "notebooks",
            "doctor")) {
      assertTrue(ok(command, "--help").out.startsWith("Usage: minitron " + command));
    }
  }
}
