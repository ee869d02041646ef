package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import minitron.checkpoint.SafetensorsHeader.Entry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class SafetensorsPropertyTest {
  /** A tensor whose bytes follow from its seed. */
  record Drawn(Dtype dtype, Shape shape, long seed) {
    byte[] bytes() {
      byte[] bytes = new byte[(int) dtype.bytes(shape.getShape())];
      new Random(seed).nextBytes(bytes);
      return bytes;
    }
  }

  @Provide
  Arbitrary<Map<String, Drawn>> tensors() {
    Arbitrary<String> names =
        Arbitraries.oneOf(Arbitraries.strings().ascii(), Arbitraries.strings())
            .map(text -> text.substring(0, Math.min(12, text.length())))
            .filter(
                s -> s.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    Arbitrary<Drawn> drawn =
        Combinators.combine(
                Arbitraries.of(Dtype.class),
                Arbitraries.longs().between(0, 4).list().ofMaxSize(3),
                Arbitraries.longs())
            .as((dtype, sides, seed) -> new Drawn(dtype, new Shape(sides), seed));
    return Arbitraries.maps(names, drawn).ofMaxSize(6);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyTensorsComeBackAsTheyWere(@ForAll("tensors") Map<String, Drawn> tensors)
      throws IOException {
    Path file = written(tensors);
    try {
      SafetensorsFile read = SafetensorsFile.open(file);
      assertEquals(tensors.keySet(), read.entries().keySet());
      for (Entry entry : read.entries().values()) {
        Drawn drawn = tensors.get(entry.name());
        assertEquals(drawn.dtype(), entry.dtype());
        assertEquals(drawn.shape(), entry.shape());
        byte[] bytes = new byte[(int) entry.size()];
        SafetensorsFiles.bytes(read, entry, 0, entry.size()).get(bytes);
        assertArrayEquals(drawn.bytes(), bytes);
      }
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 1000)
  void aFlippedBitIsRefusedOrHarmless(
      @ForAll @IntRange(max = 711) int at, @ForAll @IntRange(max = 7) int bit) throws IOException {
    byte[] bytes = mixed();
    bytes[at] ^= (byte) (1 << bit);
    assertRefusedOrCovered(bytes);
  }

  @Property
  void aCutFileIsRefused(@ForAll @IntRange(max = 711) int length) throws IOException {
    assertEquals(false, assertRefusedOrCovered(Arrays.copyOf(mixed(), length)));
  }

  private static byte[] mixed() throws IOException {
    return Files.readAllBytes(SafetensorsFiles.resource("mixed.safetensors"));
  }

  /** Whether the bytes open as a file; if so, its tensors must cover the data exactly. */
  private static boolean assertRefusedOrCovered(byte[] bytes) throws IOException {
    Path file = Files.write(Files.createTempFile("flip", ".safetensors"), bytes);
    try {
      SafetensorsFile read = SafetensorsFile.open(file);
      long covered = 0;
      for (Entry entry : read.entries().values()) {
        assertEquals(entry.size(), entry.dtype().bytes(entry.shape().getShape()));
        covered += SafetensorsFiles.bytes(read, entry, 0, entry.size()).remaining();
      }
      assertEquals(104, covered);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    } finally {
      Files.delete(file);
    }
  }

  private static Path written(Map<String, Drawn> tensors) throws IOException {
    Path file = Files.createTempFile("drawn", ".safetensors");
    Files.delete(file);
    Map<String, TensorSource> sources = new LinkedHashMap<>();
    tensors.forEach(
        (name, drawn) ->
            sources.put(
                name,
                new BufferSource(drawn.dtype(), drawn.shape(), ByteBuffer.wrap(drawn.bytes()))));
    SafetensorsWriter.write(file, sources, Optional.empty());
    return file;
  }
}
