package minitron.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Pack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations: only their supervised tokens count, and each is read for itself. */
class SupervisedLossTest {
  private static final List<LabelledIds> TALK =
      List.of(talk(12, 4), talk(5, 2), talk(9, 1), talk(3, 2), talk(12, 7), talk(2, 1));

  /** So many tokens, supervised from a place on. */
  private static LabelledIds talk(int size, int from) {
    var supervised = new BitSet();
    supervised.set(from, size);
    var random = new Random(size * 31L + from);
    return LabelledIds.of(random.ints(size, 0, 250).toArray(), supervised);
  }

  private static TokenBatch apart() {
    return new TokenBatch(TALK.stream().map(Pack::of).toList());
  }

  private static TokenBatch packed() {
    return new TokenBatch(
        List.of(new Pack(TALK.subList(0, 3)), new Pack(TALK.subList(3, TALK.size()))));
  }

  private interface Check {
    void with(Kernels k, Decoder model);
  }

  private static void with(Check check) {
    try (CausalLm model = SmallRun.model();
        NDManager manager = Engines.manager()) {
      check.with(new Kernels(manager), model.decoder());
    }
  }

  private static Decoder.Backward loss(Kernels k, Decoder model, TokenBatch batch) {
    return SupervisedLoss.OVER_TOKENS.backward(k, model, batch, Backprop.F32);
  }

  private static void same(Decoder.Backward wanted, Decoder.Backward got) {
    assertEquals(wanted.loss().getFloat(), got.loss().getFloat(), 1e-5);
    wanted.gradients().forEach((name, g) -> near(g, got.gradients().get(name), name));
  }

  private static void near(NDArray wanted, NDArray got, String name) {
    float[] all = wanted.toFloatArray();
    float[] others = got.toFloatArray();
    double largest =
        IntStream.range(0, all.length).mapToDouble(i -> Math.abs(all[i])).max().orElse(0);
    for (int i = 0; i < all.length; i++) {
      assertEquals(all[i], others[i], 1e-5 * Math.max(largest, 1e-3), name);
    }
  }

  /** Where every token is supervised, it is the LM loss of padded rows. */
  @Test
  void ofTextItIsTheLmLoss() {
    var everything = TALK.stream().map(each -> talkAll(each.ids())).map(Pack::of).toList();
    int[][] rows = TALK.stream().map(LabelledIds::ids).toArray(int[][]::new);
    with(
        (k, model) ->
            same(
                new NextToken().backward(k, model, new TokenBatch(rows), Backprop.F32),
                loss(k, model, new TokenBatch(everything))));
  }

  /** A window is counted inside a conversation. */
  @ParameterizedTest
  @ValueSource(strings = {"mini-window-qwen", "mini-window-types", "mini-window-mistral"})
  void soItIsWithWindows(String name) {
    int[][] rows =
        TALK.stream()
            .map(t -> IntStream.of(t.ids()).map(id -> id % 40).toArray())
            .toArray(int[][]::new);
    List<LabelledIds> all = Stream.of(rows).map(SupervisedLossTest::talkAll).toList();
    try (CausalLm model = Fixtures.open(name);
        NDManager manager = Engines.manager()) {
      var k = new Kernels(manager);
      same(
          new NextToken().backward(k, model.decoder(), new TokenBatch(rows), Backprop.F32),
          loss(k, model.decoder(), new TokenBatch(List.of(new Pack(all)))));
    }
  }

  private static LabelledIds talkAll(int... ids) {
    var all = new BitSet();
    all.set(0, ids.length);
    return LabelledIds.of(ids, all);
  }

  /** The sum of what each supervised token costs, by the logits of each conversation alone. */
  @Test
  void itIsTheSumOverSupervisedTokensByTheirNumber() {
    with(
        (k, model) -> {
          double sum = 0;
          int count = 0;
          for (LabelledIds each : TALK) {
            int[] ids = each.ids();
            NDArray logits = model.logits(k, new TokenBatch(ids).ids(k.out())).get(0);
            for (int t = 1; t < ids.length; t++) {
              if (each.isSupervised(t)) {
                sum -= logits.get(t - 1).logSoftmax(0).getFloat(ids[t]);
                count++;
              }
            }
          }
          assertEquals(8 + 3 + 8 + 1 + 5 + 1, count);
          assertEquals(count, packed().targets());
          assertEquals(sum / count, loss(k, model, apart()).loss().getFloat(), 1e-5);
        });
  }

  @Test
  void packsHaveTheLossAndGradientsOfTheirConversations() {
    with((k, model) -> same(loss(k, model, apart()), loss(k, model, packed())));
  }

  /** One after the other without a boundary they are another text. */
  @Test
  void aConversationSeesNothingOfItsNeighbours() {
    int[] ids = new Pack(TALK).ids();
    var supervised = new BitSet();
    int at = 0;
    for (LabelledIds each : TALK) {
      for (int t = 1; t < each.size(); t++) {
        supervised.set(at + t, each.isSupervised(t));
      }
      at += each.size();
    }
    TokenBatch one = new TokenBatch(List.of(Pack.of(LabelledIds.of(ids, supervised))));
    assertEquals(packed().targets(), one.targets());
    with(
        (k, model) ->
            assertNotEquals(
                loss(k, model, packed()).loss().getFloat(),
                loss(k, model, one).loss().getFloat(),
                1e-3f));
  }

  @Test
  void microBatchesDoNotChangeIt() {
    with(
        (k, model) -> {
          Decoder.Backward whole = loss(k, model, apart());
          for (int size : List.of(1, 2, 4)) {
            same(whole, inTurn(k, model, SupervisedLoss.OVER_TOKENS, apart(), size));
          }
          same(whole, inTurn(k, model, SupervisedLoss.OVER_TOKENS, packed(), 1));
        });
  }

  private static Decoder.Backward inTurn(
      Kernels k, Decoder model, Objective objective, TokenBatch batch, int size) {
    return Halves.inTurn(objective, k, model, batch, size, Backprop.F32);
  }

  /** The mean of two means: of four conversations, and of the other two. */
  @Test
  void theMeanOfMeansWeighsMicroBatchesAlike() {
    with(
        (k, model) -> {
          double mean =
              apart().parts(4).stream()
                  .mapToDouble(part -> loss(k, model, part).loss().getFloat())
                  .average()
                  .orElseThrow();
          var nemo = new SupervisedLoss(4);
          assertEquals(mean, inTurn(k, model, nemo, apart(), 4).loss().getFloat(), 1e-5);
          float all = loss(k, model, apart()).loss().getFloat();
          assertTrue(Math.abs(mean - all) > 1e-3);
        });
  }

  /** Only positions whose next token is supervised are compared. */
  @Test
  void aDivergenceTakesTheSamePositions() {
    try (CausalLm teacher = FreshModel.of(Fixtures.config(2), 6, null)) {
      with(
          (k, model) -> {
            float kl;
            try (var objective = new ForwardKl(teacher.decoder(), teacher.config())) {
              kl = objective.backward(k, model, packed(), Backprop.F32).loss().getFloat();
            }
            assertEquals(divergence(k, teacher.decoder(), model), kl, 1e-5);
          });
    }
  }

  private static double divergence(Kernels k, Decoder teacher, Decoder student) {
    double sum = 0;
    for (LabelledIds each : TALK) {
      NDArray ids = new TokenBatch(each.ids()).ids(k.out());
      NDArray p = teacher.logits(k, ids).get(0).logSoftmax(1);
      NDArray q = student.logits(k, ids).get(0).logSoftmax(1);
      float[] at = p.exp().mul(p.sub(q)).sum(new int[] {1}).toFloatArray();
      for (int t = 1; t < each.size(); t++) {
        sum += each.isSupervised(t) ? at[t - 1] : 0;
      }
    }
    return sum / packed().targets();
  }

  @Test
  void recomputingGivesTheSameBitsAndBf16IsNear() {
    with(
        (k, model) -> {
          Decoder.Backward kept = loss(k, model, packed());
          var again =
              SupervisedLoss.OVER_TOKENS.backward(
                  k, model, packed(), new Backprop(Precision.F32, true));
          kept.gradients()
              .forEach((name, g) -> assertTrue(g.contentEquals(again.gradients().get(name))));
          var half =
              SupervisedLoss.OVER_TOKENS.backward(
                  k, model, packed(), new Backprop(Precision.BF16, false));
          assertEquals(kept.loss().getFloat(), half.loss().getFloat(), 0.02);
        });
  }

  @Test
  void batchesAreEqualIfTheirLabelsAndBoundariesAre() {
    assertEquals(packed(), packed());
    assertEquals(packed().hashCode(), packed().hashCode());
    assertNotEquals(apart(), packed());
    assertNotEquals(apart(), new TokenBatch(TALK.stream().map(l -> Pack.of(other(l))).toList()));
  }

  private static LabelledIds other(LabelledIds talk) {
    return talkAll(talk.ids());
  }
}
