package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.Refusal;
import minitron.Shared;
import minitron.checkpoint.SafetensorsHeader.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vanilla.safetensors",
        "mixed.safetensors",
        "dtypes.safetensors",
        "no-tensors.safetensors",
        "empty-metadata.safetensors"
      })
  void filesOfThePythonLibraryAreWrittenAgainByteForByte(String name) throws IOException {
    assertSameBytesAfterCopy(SafetensorsFiles.resource(name));
  }

  @Test
  void sharedFilesAreWrittenAgainByteForByte() throws IOException {
    for (String written : List.of("reference", "models")) {
      List<Path> files;
      try (Stream<Path> all = Files.walk(Shared.require().resolve(written))) {
        files = all.filter(file -> file.toString().endsWith(".safetensors")).toList();
      }
      assertFalse(files.isEmpty());
      for (Path file : files) {
        assertSameBytesAfterCopy(file);
      }
    }
  }

  private void assertSameBytesAfterCopy(Path original) throws IOException {
    Path copy = folder.resolve("copy.safetensors");
    SafetensorsFile file = SafetensorsFile.open(original);
    // A hash map's order, so that the writer's own sorting is what is tested.
    SafetensorsWriter.write(copy, new HashMap<>(SafetensorsFiles.sources(file)), file.metadata());

    assertEquals(-1, Files.mismatch(original, copy), original::toString);
    Files.delete(copy);
  }

  @Test
  void valuesAndShapesAreRead() {
    SafetensorsFile file = open("mixed.safetensors");
    assertEquals(Optional.of(Map.of("format", "pt")), file.metadata());
    Entry whole = file.entries().get("größe.i64");
    assertEquals(new Entry("größe.i64", Dtype.I64, new Shape(4), 0, 32), whole);
    ByteBuffer longs = SafetensorsFiles.bytes(file, whole, 8, 16);
    assertEquals(-2, longs.getLong());
    assertEquals((1L << 62) + 1, longs.getLong());
    assertEquals(new Shape(0, 3), file.entries().get("empty").shape());
    Entry scalar = file.entries().get("scalar");
    assertEquals(new Shape(), scalar.shape());
    assertEquals(42.5f, SafetensorsFiles.bytes(file, scalar, 0, 4).getFloat());
  }

  @Test
  void entriesKeepTheOrderOfTheHeader() {
    String header =
        "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}";
    SafetensorsFile file = SafetensorsFile.open(SafetensorsFiles.file(folder, header, 3));
    assertEquals(List.of("b", "a"), List.copyOf(file.entries().keySet()));
  }

  @Test
  void windowsThatLeaveTheTensorAreRefused() {
    SafetensorsFile file = open("vanilla.safetensors");
    Entry bias = file.entries().get("a.bias");
    assertEquals(0, SafetensorsFiles.bytes(file, bias, 12, 0).remaining());
    for (long[] part : new long[][] {{-1, 1}, {0, 13}, {13, 0}, {Long.MAX_VALUE, 1}}) {
      Refusal.of(() -> SafetensorsFiles.bytes(file, bias, part[0], part[1]), "\"a.bias\"");
    }
  }

  @Test
  void aTensorBeyondTwoGigabytesIsReadInWindows() throws IOException {
    long big = (1L << 31) + 4096;
    String header =
        "{\"big\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%1$d]},"
            + "\"after\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[%1$d,%d]}}";
    byte[] utf8 = header.formatted(big, big + 8).getBytes(StandardCharsets.UTF_8);
    Path path = SafetensorsFiles.raw(folder, utf8.length, utf8, 0);
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      long start = 8L + utf8.length;
      sparse.setLength(start + big + 8);
      sparse.seek(start + big - 3);
      sparse.write(new byte[] {7, 8, 9, 1, 2, 0, 0, 0, 0, 0, 0});
    }
    SafetensorsFile file = SafetensorsFile.open(path);
    Entry entry = file.entries().get("big");
    ByteBuffer end = SafetensorsFiles.bytes(file, entry, big - 3, 3);
    assertEquals(7, end.get());
    assertEquals(9, end.get(2));
    assertEquals(513, SafetensorsFiles.bytes(file, file.entries().get("after"), 0, 8).getLong());

    Files.delete(path);
  }

  @Test
  void aSourceMustGiveExactlyItsBytes() {
    assertRefused(Map.of("w", u8(3, 2)), "\"w\" was written with 1 bytes fewer than the 3");
    assertRefused(Map.of("w", u8(1, 2)), "\"w\" was written with more than the 1 bytes");
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    assertRefused(Map.of("__metadata__", u8(1, 1)), "cannot be named");
    assertRefused(Map.of("\ud800", u8(1, 1)), "cannot be named");
    assertRefused(Map.of("w", u8(-1, 1)), "cannot have the shape [-1]");
    TensorSource huge =
        new BufferSource(Dtype.F64, new Shape(1L << 40, 1L << 30), ByteBuffer.allocate(0));
    assertRefused(Map.of("w", huge), "cannot have the shape");
  }

  @Test
  void aFileIsNeverOverwritten() throws IOException {
    Path file = Files.createFile(folder.resolve("there.safetensors"));
    Refusal.of(() -> SafetensorsWriter.write(file, Map.of(), Optional.empty()), "exists already");
  }

  private void assertRefused(Map<String, TensorSource> tensors, String fragment) {
    Path file = folder.resolve("refused-" + System.nanoTime());
    Refusal.of(() -> SafetensorsWriter.write(file, tensors, Optional.empty()), fragment);
  }

  private static TensorSource u8(long side, int bytes) {
    return new BufferSource(Dtype.U8, new Shape(side), ByteBuffer.allocate(bytes));
  }

  private static SafetensorsFile open(String resource) {
    return SafetensorsFile.open(SafetensorsFiles.resource(resource));
  }
}
