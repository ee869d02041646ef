package minitron.cli;

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
  private Place place;

  @BeforeEach
  void open() {
    place = Place.in(temp);
  }

  private Call stopped(String line) {
    var cancel = new Cancel();
    cancel.request();
    return cancel.during(() -> Call.of(place.words(line)));
  }

  private static String distill(String more, String out) {
    return "distill {model} {model} {%s} --corpus {text} --checkpoint {state %1$s}".formatted(out)
        + " --tokens 1280 --batch 4 --length 32"
        + more;
  }

  @Test
  void aStoppedTrainingGoesOnInItsPlace() throws IOException {
    place.ok(distill("", "whole"));
    Call first = stopped(distill("", "out"));
    assertEquals(1, first.code(), first.err());
    String saved = "; saved: " + place.path("out");
    assertTrue(first.err().contains("after 1 of 10 steps" + saved), first.err());
    String state = place.path("state out");
    place.fails(1, state + ": go on with it by --resume", distill("", "out"));
    String other = distill(" --resume --learning-rate 2e-4", "out");
    place.fails(1, "learningRate was 1.0e-4 and is", other);
    Call more = stopped(distill(" --resume", "out"));
    assertTrue(more.err().contains("after 2 of 10 steps" + saved), more.err());
    Call last = place.ok(distill(" --resume", "out"));
    assertTrue(last.out().contains("It goes on from update 2 of 10, kept in"), last.out());
    place.assertSameWeights("whole", "out");
    Call again = place.ok(distill(" --resume", "out"));
    assertTrue(again.out().contains("It is complete already: all of its 10"), again.out());
    place.assertSameWeights("whole", "out");
    Files.writeString(temp.resolve("out/notes.txt"), "mine");
    place.fails(1, "did not write it or it was changed", distill(" --resume", "out"));
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
    String tasks = " --task lambada_openai=0 winogrande=0 --data {items} --out {out.json} {model}";
    String call = "evaluate --batch 1 --resume {answers}" + tasks;
    Call first = stopped(call);
    assertTrue(first.out().contains("Not run to its end: winogrande"), first.out() + first.err());
    String part = Files.readString(temp.resolve("out.json"));
    assertFalse(part.contains("\"winogrande\":{\"alias"), part);
    place.ok(call);
    byte[] whole = Files.readAllBytes(temp.resolve("out.json"));
    assertTrue(whole.length > 2 * part.length());
    Call again = place.ok(call);
    assertTrue(again.out().contains("the same call wrote it and came to its end"), again.out());
    assertEquals(whole.length, Files.size(temp.resolve("out.json")));
    String other = call.replace("--batch 1", "--batch 2");
    place.fails(1, "out.json exists already, and the run in ", other);
  }

  /** Importance of a part of the samples ranks nothing. */
  @Test
  void aStoppedPruningSavesNothing() {
    String sizes = " --hidden 16 --mlp 30 --samples 64 --length 32";
    String call = "prune {model} {out} --calibration {text}" + sizes;
    Call first = stopped(call);
    assertEquals(1, first.code(), first.out());
    assertTrue(
        first.err().contains("Stopped on request before the first batch was through"), first.err());
    assertFalse(Files.exists(temp.resolve("out")));
    place.ok(call);
  }
}
