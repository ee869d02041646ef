package minitron.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelGeneratorTest {
  private static final int NEW = 12;

  /**
   * Prompts of several lengths give what whole forward passes give, one prompt at a time, packed or
   * not.
   */
  @ParameterizedTest
  @ValueSource(strings = {"fresh", "mini-window-qwen", "mini-window-types", "mini-window-mistral"})
  void theCacheChangesNoToken(String name) {
    var random = new Random(5);
    List<int[]> prompts =
        List.of(9, 1, 4, 9, 17).stream().map(n -> random.ints(n, 0, 40).toArray()).toList();
    int before = Engines.liveArrays();
    try (CausalLm model = Fixtures.open(name)) {
      Decoder decoder = model.decoder();
      try (NextLogits packed = NextLogits.of(decoder);
          NextLogits plain = NextLogits.plain(decoder)) {
        for (NextLogits writer : List.of(packed, plain)) {
          for (int batch : new int[] {1, 2, 5}) {
            List<int[]> written =
                new ModelGenerator(writer, batch, Sampling.GREEDY)
                    .generate(prompts, NEW, tokens -> false);
            for (int i = 0; i < prompts.size(); i++) {
              assertArrayEquals(plain(decoder, prompts.get(i)), written.get(i));
            }
          }
        }
      }
    }
    assertEquals(before, Engines.liveArrays());
  }

  /** Texts of many lengths that end at many times: each as if it were written alone. */
  @Test
  void aTextDoesNotDependOnItsNeighbours() {
    var random = new Random(6);
    List<int[]> prompts =
        random.ints(13, 1, 30).mapToObj(n -> random.ints(n, 0, 320).toArray()).toList();
    for (Sampling sampling : List.of(Sampling.GREEDY, new Sampling(1, 0.9, 4))) {
      try (CausalLm model = FreshModel.of(Fixtures.config(2), 2, null)) {
        List<int[]> alone = write(model, 1, sampling, prompts);
        assertTrue(alone.stream().mapToInt(t -> t.length).distinct().count() > 3, "lengths");
        for (int batch : new int[] {2, 3, 5, 13, 20}) {
          List<int[]> together = write(model, batch, sampling, prompts);
          for (int i = 0; i < prompts.size(); i++) {
            assertArrayEquals(alone.get(i), together.get(i), batch + " at once, text " + i);
          }
        }
      }
    }
  }

  private static List<int[]> write(
      CausalLm model, int batch, Sampling sampling, List<int[]> prompts) {
    try (NextLogits writer = NextLogits.of(model.decoder())) {
      return new ModelGenerator(writer, batch, sampling)
          .generate(prompts, 40, t -> t[t.length - 1] % 17 == 0);
    }
  }

  @Test
  void aModelWhoseLogitsAreNoNumbersIsRefused() {
    try (CausalLm model = FreshModel.of(Fixtures.config(1), 1, null);
        NextLogits writer = NextLogits.of(model.decoder())) {
      model.decoder().normC().set(new float[(int) model.decoder().normC().size()]);
      model.decoder().normC().divi(0);
      var generator = new ModelGenerator(writer, 1, Sampling.GREEDY);
      var e =
          assertThrows(
              IllegalStateException.class,
              () -> generator.generate(List.of(new int[] {1}), 9, t -> false));
      assertTrue(e.getMessage().startsWith("A logit after a prompt"), e.getMessage());
    }
  }

  @Test
  void writingEndsWhereItIsToldTo() {
    try (CausalLm model = FreshModel.of(Fixtures.config(1), 1, null);
        NextLogits writer = NextLogits.of(model.decoder())) {
      List<int[]> written =
          new ModelGenerator(writer, 2, Sampling.GREEDY)
              .generate(List.of(new int[] {1}, new int[] {2, 3}), 9, t -> t.length == 4);
      assertEquals(List.of(4, 4), written.stream().map(t -> t.length).toList());
    }
  }

  /** So a run that goes on with the prompts that are left draws what it would have drawn. */
  @Test
  void whatIsDrawnFollowsFromAPromptsNumber() {
    List<int[]> prompts = Collections.nCopies(5, new int[] {7, 8, 9});
    try (CausalLm model = FreshModel.of(Fixtures.config(1), 1, null);
        NextLogits logits = NextLogits.of(model.decoder())) {
      var writer = new ModelGenerator(logits, 2, new Sampling(1, 1, 7));
      List<int[]> all = writer.generate(prompts, NEW, tokens -> false);
      assertFalse(Arrays.equals(all.get(0), all.get(3)), "equal prompts have draws of their own");
      writer.generate(
          prompts.subList(0, 2),
          List.of(3, 1),
          NEW,
          tokens -> false,
          Progress.SILENT,
          (prompt, tokens) -> assertArrayEquals(all.get(prompt == 0 ? 3 : 1), tokens));
    }
  }

  @Test
  void drawsAreSeededAndStayInTheNucleus() {
    var logits = new float[] {2, 5, 1, 4.9f, -3};
    var sampling = new Sampling(1, 0.6, 1);
    int[] first = draws(sampling, logits);
    assertArrayEquals(first, draws(sampling, logits));
    assertArrayEquals(new int[] {1, 3}, Arrays.stream(first).distinct().sorted().toArray());
    assertEquals(1, new Sampling(1e-3, 1, 0).draw(logits, new Random(0)));
  }

  private static int[] draws(Sampling sampling, float[] logits) {
    var random = new Random(sampling.seed());
    return random.ints(50).map(unused -> sampling.draw(logits, random)).toArray();
  }

  private static int[] plain(Decoder decoder, int[] prompt) {
    int[] all = prompt;
    for (int n = 0; n < NEW; n++) {
      try (NDManager manager = Engines.manager()) {
        NDArray logits =
            decoder.logits(new Kernels(manager), new TokenBatch(all).ids(manager)).squeeze(0);
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = (int) logits.get(all.length - 2).argMax().getLong();
      }
    }
    return Arrays.copyOfRange(all, prompt.length, all.length);
  }
}
