package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import minitron.model.CausalLm;
import minitron.tensor.ArrayOwner;
import minitron.tensor.Engines;
import minitron.text.TokenCorpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that nobody closes, as in a notebook: what they held is freed when nobody holds them. */
class ForgottenModelsTest {
  private static final int TIMES = 20;

  @TempDir Path temp;

  @Test
  void cellsThatAreRunAgainLeaveNothing() {
    CausalLm teacher = Checkpoint.load(Fixtures.model(temp.resolve("teacher")).toString());
    String text = Fixtures.text(temp.resolve("text.txt"), 4000).toString();
    TokenCorpus corpus = Corpus.text(text, teacher).length(32).split(0.9);
    cells(teacher, corpus);
    long bytes = collected(0);
    int arrays = Engines.liveArrays();
    assertTrue(bytes > 0, "the teacher is held");
    for (int i = 0; i < TIMES; i++) {
      cells(teacher, corpus);
    }
    assertEquals(bytes, collected(bytes));
    assertEquals(arrays, Engines.liveArrays());
    assertEquals(3, teacher.config().numHiddenLayers(), "the teacher is held until here");
  }

  /** What a notebook does again and again, and closes nothing. */
  private void cells(CausalLm teacher, TokenCorpus corpus) {
    CausalLm loaded = Checkpoint.load(temp.resolve("teacher").toString());
    var target = Target.hidden(16).mlp(24);
    CausalLm trimmed = Width.trim(loaded, Width.random(loaded, 1), target);
    Harness.perplexity(trimmed, corpus, 4);
    Harness.evaluate(trimmed, Sentences.write(temp.resolve("items")), Tasks.WINOGRANDE.shots(0));
    Depth.sweep(loaded, corpus.heldOut(), Depth.sizes(1).blocks(4));
    Generate.text(loaded, "Tom saw", Generate.options().tokens(5));
    var options = Distill.options().tokens(256).batch(4).length(32);
    var run = Distill.run(teacher, trimmed, corpus, options);
    Harness.perplexity(Depth.drop(run.model(), Layers.of(1)), corpus, 4);
  }

  /** Bytes that have an owner, once the collector has found what nobody holds. */
  private static long collected(long wanted) {
    long bytes = ArrayOwner.liveBytes();
    for (int i = 0; i < 50 && (bytes > wanted || i < 3); i++) {
      System.gc();
      bytes = ArrayOwner.liveBytes();
    }
    return bytes;
  }
}
