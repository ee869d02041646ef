package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import minitron.Fixtures;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import org.junit.jupiter.api.Test;

class WidthTargetTest {
  private final ModelConfig config = Fixtures.config(2);
  private final WidthTarget narrow = WidthTarget.ALL.hidden(config.hiddenSize() / 2);

  @Test
  void keepsAsManyNeuronsAsFit() {
    long most = ParameterShapes.count(narrow.mlp(7).of(config));
    assertEquals(7, narrow.parameters(config, most).mlp().getAsInt());
    assertEquals(6, narrow.parameters(config, most - 1).mlp().getAsInt());
    assertEquals(7, narrow.parameters(config, most + 1).mlp().getAsInt());
  }

  @Test
  void saysWhichSizesThereAre() {
    var e = assertThrows(IllegalArgumentException.class, () -> narrow.parameters(config, 1));
    assertTrue(e.getMessage().contains("allowed are"), e.getMessage());
    long whole = ParameterShapes.count(config);
    assertThrows(IllegalArgumentException.class, () -> narrow.parameters(config, whole));
  }
}
