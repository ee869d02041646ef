package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import minitron.Fixtures;
import minitron.infer.ModelScorer;
import minitron.infer.TokenRequest;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.model.LmLoss;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import org.junit.jupiter.api.Test;

/** Within a batch that takes minutes of a large model, progress moves layer by layer. */
class LargeBatchTest {
  /** Too many tokens × channels for a thread of their own. */
  private static final int ROWS = 128;

  private static final int LENGTH = 100;
  private static final long TOKENS = ROWS * LENGTH;
  private final List<Long> told = new ArrayList<>();
  private final Progress progress = (done, total, note) -> told.add(done);

  @Test
  void tokensAreToldAfterEachLayer() {
    var batches = List.of(new TokenBatch(new int[ROWS][LENGTH]), new TokenBatch(new int[] {1, 2}));
    try (CausalLm model = FreshModel.of(Fixtures.config(3), 1, null)) {
      LmLoss.mean(model.decoder(), batches, progress);
      assertTold(4); // the layers and the head
      WidthImportance.run(model.decoder(), batches, Aggregation.MINITRON, progress);
      assertTold(3);
      DepthImportance.run(model.decoder(), batches.subList(0, 1), new int[] {2}, progress);
      told.add(TOKENS + 2);
      assertTold(3 + 2 + 1); // the layers, then a layer and the head, then the head
    }
  }

  private void assertTold(int parts) {
    List<Long> wanted =
        new ArrayList<>(
            LongStream.rangeClosed(0, parts).mapToObj(p -> p * TOKENS / parts).toList());
    wanted.add(TOKENS + 2);
    assertEquals(
        wanted, told.stream().distinct().filter(d -> d <= TOKENS || d == TOKENS + 2).toList());
    told.clear();
  }

  @Test
  void aPassOfRequestsTellsOfItsLayers() {
    ModelConfig config = Fixtures.config(3);
    var request = new TokenRequest(new int[] {1}, new int[ROWS * LENGTH]);
    try (CausalLm model = FreshModel.of(config, 1, null)) {
      new ModelScorer(model.decoder(), 1).score(List.of(request), progress, answers -> {});
    }
    assertEquals(List.of(1L, 2L, 3L), told);
  }
}
