package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.text.TokenCorpus;
import org.junit.jupiter.api.Test;

class ArmLossesTest {
  private static final TokenCorpus CORPUS =
      TokenCorpus.of("numbers", "no BOS", new int[64]).length(8).split(.5);

  private final ArmLosses losses =
      new ArmLosses(
          CORPUS,
          64,
          List.of("a", "b", "c"),
          List.of(List.of(3., 3.), List.of(1., 4.), List.of(2., 2.)));

  @Test
  void theBestBesideAnArmIsFoundSeedBySeed() {
    assertArrayEquals(new double[] {1, 2}, losses.bestBeside("a"));
    assertArrayEquals(new double[] {2, 2}, losses.bestBeside("b"));
    assertThrows(IllegalArgumentException.class, () -> losses.of("d"));
  }

  @Test
  void theTableBeginsWithTheLeast() {
    assertEquals(List.of("c", "b", "a"), losses.table().stringColumn(0).asList());
    assertEquals(2.5, losses.table().doubleColumn(1).get(1));
    assertEquals(4, losses.table().doubleColumn(3).get(1));
  }

  @Test
  void everyArmHasAModelASeed() {
    CausalLm model = FreshModel.of(Fixtures.config(1), 1, null);
    ArmLosses one = ArmLosses.on(CORPUS, 64).add("fresh", List.of(model, model));
    assertEquals(one.of("fresh")[0], one.of("fresh")[1]);
    assertThrows(IllegalArgumentException.class, () -> one.add("other", List.of(model)));
    assertThrows(IllegalArgumentException.class, () -> one.add("fresh", List.of(model, model)));
  }

  @Test
  void oneModelAnArmHasNoExtremes() {
    CausalLm model = FreshModel.of(Fixtures.config(1), 1, null);
    ArmLosses one = ArmLosses.on(CORPUS, 1).add("fresh", List.of(model));
    assertEquals(List.of("arm", "loss (nats)"), one.table().columnNames());
  }
}
