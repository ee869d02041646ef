package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import minitron.tensor.Precision;
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

  @Test
  void aWeightThatLiesInAFileIsCopiedByteForByte() throws Exception {
    for (Dtype type : List.of(Dtype.BF16, Dtype.F16, Dtype.F32)) {
      byte[] bytes = new byte[6 * type.size()];
      Arrays.fill(bytes, (byte) 0xff); // NaN; a signalling one would be made quiet on the way
      bytes[type.size() - 2] = (byte) (type == Dtype.F16 ? 0x01 : 0x81);
      bytes[type.size() - 1] = (byte) (type == Dtype.F16 ? 0xfc : 0x7f);
      Path file = temp.resolve(type + ".safetensors");
      TensorSource source = new BufferSource(type, new Shape(2, 3), ByteBuffer.wrap(bytes));
      SafetensorsWriter.write(file, Map.of("w", source), Optional.empty());
      SafetensorsFile opened = SafetensorsFile.open(file);
      Weight weight = new FileWeight(opened, opened.entries().get("w")).as(type, "w");
      Path copy = temp.resolve(type + "-copy.safetensors");
      SafetensorsWriter.write(copy, Map.of("w", weight), Optional.empty());
      assertEquals(-1, Files.mismatch(file, copy));
    }
  }

  @Test
  void theHashIsThatOfTheSameValuesInMemory() throws Exception {
    CausalLm model = Checkpoints.open(Fixtures.model(temp.resolve("model")));
    Map<String, Weight> loaded = new LinkedHashMap<>();
    model
        .weights()
        .forEach(
            (name, w) ->
                loaded.put(
                    name, new Weight.Computed(w.dtype(), w.shape(), Optional::empty, w::load)));
    var kept = new KeptHashes(temp.resolve("hashes"));
    assertEquals(new WeightsHash(loaded, kept).sha256(), model.sha256());
    assertEquals(model.sha256(), new WeightsHash(model.weights(), kept).sha256());
    assertFalse(Files.exists(kept.folder()), "small weights are read in no time");
  }

  /** A weight that says that it is large; it gives two bytes of it. */
  private record Large(long size, Dtype dtype) implements Weight {
    @Override
    public Shape shape() {
      return new Shape(size);
    }

    @Override
    public NDArray load(NDManager into) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
      sink.write(ByteBuffer.wrap(new byte[] {1}));
      sink.write(ByteBuffer.wrap(new byte[] {2}));
    }
  }

  @Test
  void theHashingOfLargeWeightsIsWatchedWhoeverAsks() {
    List<Long> heard = new ArrayList<>();
    WeightsHash.Watcher watcher =
        (bytes, hashing) -> {
          heard.add(bytes);
          return hashing.apply(heard::add);
        };
    Weight large = new Large(64_000_000, Dtype.F32);
    CausalLm model = new CausalLm(Fixtures.config(1), Map.of("w", large), null).watched(watcher);
    String sha256 = model.sha256();
    assertEquals(List.of(256_000_000L, 1L, 2L), heard);
    assertEquals(sha256, model.computedIn(Precision.BF16).sha256());
    model.with(model.config(), Map.of("other", large)).sha256();
    assertEquals(9, heard.size(), "what has no stamp is hashed again, and what was cut is watched");
    heard.clear();
    Weight small = new Large(63_000_000, Dtype.F32);
    model.with(model.config(), Map.of("w", small)).sha256();
    assertEquals(List.of(), heard);
  }
}
