package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hash of weights costs reading them all, so it is taken once while nothing has changed. */
class WeightsHashTest {
  @TempDir Path temp;

  /** A weight that says when it has changed, and counts how often it is read. */
  private static final class Counted implements Weight {
    int reads;
    Optional<String> stamp;
    float value;

    Counted(Optional<String> stamp) {
      this.stamp = stamp;
    }

    @Override
    public Dtype dtype() {
      return Dtype.F32;
    }

    @Override
    public Shape shape() {
      return new Shape(2);
    }

    @Override
    public Optional<String> stamp() {
      return stamp;
    }

    @Override
    public NDArray load(NDManager into) {
      reads++;
      return into.create(new float[] {value, 2});
    }
  }

  @Test
  void weightsAreReadAgainOnlyWhenTheyChanged() {
    var weight = new Counted(Optional.of("file 1"));
    var model =
        new CausalLm(Fixtures.config(1), Map.of("w", weight.select(0, new int[] {0})), null);
    String first = model.sha256();
    assertEquals(first, model.sha256());
    assertEquals(1, weight.reads);
    weight.value = 5;
    weight.stamp = Optional.of("file 2");
    assertNotEquals(first, model.sha256());
    assertEquals(2, weight.reads);
    weight.stamp = Optional.empty();
    model.sha256();
    model.sha256();
    assertEquals(4, weight.reads, "nothing tells whether it changed");
  }

  @Test
  void aCheckpointThatIsWrittenAnewHasAnotherHash() throws Exception {
    Path folder = Fixtures.model(temp.resolve("model"));
    Path other = temp.resolve("other");
    try (CausalLm fresh = FreshModel.of(Fixtures.config(3), 2, folder)) {
      Checkpoints.save(fresh, other, Long.MAX_VALUE);
    }
    CausalLm model = Checkpoints.open(folder);
    String before = model.sha256();
    assertEquals(before, Checkpoints.open(folder).sha256());
    Files.copy(
        other.resolve("model.safetensors"),
        folder.resolve("model.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertNotEquals(before, model.sha256());
    assertEquals(Checkpoints.open(other).sha256(), model.sha256());
  }
}
