package minitron.cli;

import static minitron.cli.Call.fails;
import static minitron.cli.Call.ok;
import static minitron.cli.Call.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Fixtures;
import minitron.runs.Cancel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that was stopped goes on when it is called again, and what it wrote is replaced. */
class SameCallTest {
  @TempDir Path temp;
  private String model;
  private String text;

  @BeforeEach
  void open() {
    model = Fixtures.model(temp.resolve("model")).toString();
    text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  private static Call stopped(String... arguments) {
    var cancel = new Cancel();
    cancel.request();
    return cancel.during(() -> Call.of(arguments));
  }

  private void assertSameWeights(String a, String b) throws IOException {
    Path first = temp.resolve(a).resolve("model.safetensors");
    Path second = temp.resolve(b).resolve("model.safetensors");
    assertEquals(-1, Files.mismatch(first, second), a + " and " + b);
  }

  private String[] distill(String more, String out) {
    String line = "distill --tokens 1280 --batch 4 --length 32" + more;
    return words(
        line, "--corpus", text, "--checkpoint", path("state " + out), model, model, path(out));
  }

  @Test
  void aStoppedTrainingGoesOnInItsPlace() throws IOException {
    ok(distill("", "whole"));
    Call first = stopped(distill("", "out"));
    assertEquals(1, first.code(), first.err());
    assertTrue(first.err().contains("after 1 of 10 steps; saved: " + path("out")), first.err());
    fails(1, path("state out") + ": go on with it by --resume", distill("", "out"));
    fails(1, "learningRate was 1.0e-4 and is", distill(" --resume --learning-rate 2e-4", "out"));
    Call more = stopped(distill(" --resume", "out"));
    assertTrue(more.err().contains("after 2 of 10 steps; saved: " + path("out")), more.err());
    Call last = ok(distill(" --resume", "out"));
    assertTrue(last.out().contains("It goes on from update 2 of 10, kept in"), last.out());
    assertSameWeights("whole", "out");
    Call again = ok(distill(" --resume", "out"));
    assertTrue(again.out().contains("It is complete already: all of its 10"), again.out());
    assertSameWeights("whole", "out");
    Files.writeString(temp.resolve("out/notes.txt"), "mine");
    fails(1, "did not write it or it was changed", distill(" --resume", "out"));
    assertEquals("mine", Files.readString(temp.resolve("out/notes.txt")));
  }

  @Test
  void aStoppedEvaluationGoesOnInItsPlace() throws IOException {
    Fixtures.rows(temp.resolve("items/lambada"), "test", "{'text': 'Tom saw a hat'}", 1);
    Fixtures.rows(
        temp.resolve("items/winogrande"),
        "validation",
        "{'sentence': 'Tom saw a _ .', 'option1': 'hat', 'option2': 'box', 'answer': '1'}",
        24);
    String line = "evaluate --batch 1 --task lambada_openai=0 winogrande=0";
    String[] call =
        words(
            line,
            "--data",
            path("items"),
            "--resume",
            path("answers"),
            "--out",
            path("out.json"),
            model);
    Call first = stopped(call);
    assertTrue(first.out().contains("Not run to its end: winogrande"), first.out() + first.err());
    String part = Files.readString(temp.resolve("out.json"));
    assertFalse(part.contains("\"winogrande\":{\"alias"), part);
    ok(call);
    byte[] whole = Files.readAllBytes(temp.resolve("out.json"));
    assertTrue(whole.length > 2 * part.length());
    Call again = ok(call);
    assertTrue(again.out().contains("the same call wrote it and came to its end"), again.out());
    assertEquals(whole.length, Files.size(temp.resolve("out.json")));
    call[2] = "2";
    fails(1, "out.json exists already, and the run in ", call);
  }

  /** Importance of a part of the samples ranks nothing. */
  @Test
  void aStoppedPruningSavesNothing() {
    String[] call =
        words(
            "prune --hidden 16 --mlp 30 --samples 64 --length 32",
            model,
            path("out"),
            "--calibration",
            text);
    Call first = stopped(call);
    assertEquals(1, first.code(), first.out());
    assertTrue(first.err().contains("stopped on request after 1 of "), first.err());
    assertFalse(Files.exists(temp.resolve("out")));
    ok(call);
  }
}
