package minitron.checkpoint;

import static minitron.io.Messages.list;
import static minitron.io.Messages.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import minitron.io.Disk;
import minitron.io.JsonText;

/**
 * Writes safetensors files byte for byte as the Rust library does: a compact header, padded to 8
 * bytes, then the tensors, the widest types first, then by name. Tensors are streamed.
 */
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /** A tensor with its name and size, in the order of the Rust library. */
  private record Item(String name, TensorSource source, long bytes) {
    static final Comparator<Item> ORDER =
        Comparator.comparing((Item item) -> item.source.dtype())
            .reversed()
            .thenComparing(Item::name, JsonText.BY_UTF8);
  }

  /**
   * Writes a new file.
   *
   * @param file must not exist: nothing is overwritten
   * @param tensors by name
   * @param metadata the header's {@code __metadata__}, written in the map's order; if absent, none
   * @throws IllegalArgumentException if the file exists, a name cannot be written, a size overflows
   *     or a source gives more or fewer bytes than its shape says
   * @throws UncheckedIOException if writing fails
   */
  public static void write(
      Path file,
      Map<String, ? extends TensorSource> tensors,
      Optional<Map<String, String>> metadata) {
    List<Item> items =
        tensors.entrySet().stream()
            .map(e -> new Item(e.getKey(), e.getValue(), size(e.getKey(), e.getValue())))
            .sorted(Item.ORDER)
            .toList();
    byte[] header = header(items, metadata);
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WriteBehind out = new WriteBehind(channel)) {
      out.write(lengthAndHeader(header));
      for (Item item : items) {
        writeTensor(item, out);
      }
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          file + " exists already; name another file or delete it first.", e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "Cannot write %s: its folder does not exist; create it first.".formatted(file), e);
    } catch (IOException e) {
      throw Disk.cannot(file, e);
    }
  }

  /**
   * A tensor's size in bytes, with its name and shape checked.
   *
   * @throws IllegalArgumentException if either cannot be written
   */
  static long size(String name, TensorSource source) {
    long[] shape = source.shape().getShape();
    if (name.equals(SafetensorsHeader.METADATA)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException(
          "A tensor cannot be named %s; allowed: any Unicode text but %s."
              .formatted(quote(name), SafetensorsHeader.METADATA));
    }
    try {
      if (Arrays.stream(shape).allMatch(side -> side >= 0)) {
        return source.dtype().bytes(shape);
      }
    } catch (ArithmeticException e) {
      // Too large: the message below covers it.
    }
    throw new IllegalArgumentException(
        "Tensor %s cannot have the shape %s; allowed: sides of 0 or more, below 2^63 bytes in all."
            .formatted(quote(name), list(shape)));
  }

  private static byte[] header(List<Item> items, Optional<Map<String, String>> metadata) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    metadata.ifPresent(
        values -> fields.add(JsonText.serde(SafetensorsHeader.METADATA) + ":" + object(values)));
    long begin = 0;
    for (Item item : items) {
      long end = Math.addExact(begin, item.bytes);
      String shape = Arrays.toString(item.source.shape().getShape()).replace(" ", "");
      fields.add(
          String.format(
              Locale.ROOT,
              "%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
              JsonText.serde(item.name),
              item.source.dtype(),
              shape,
              begin,
              end));
      begin = end;
    }
    return fields.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String object(Map<String, String> values) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    values.forEach((key, value) -> fields.add(JsonText.serde(key) + ":" + JsonText.serde(value)));
    return fields.toString();
  }

  private static ByteBuffer lengthAndHeader(byte[] header) {
    int padded = Math.addExact(header.length, Math.floorMod(-header.length, Long.BYTES));
    if (padded > SafetensorsFile.MAX_HEADER) {
      throw new IllegalArgumentException(
          "The header of so many tensors would have %d bytes; allowed: %d; write several files."
              .formatted(padded, SafetensorsFile.MAX_HEADER));
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(header);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    return bytes.flip();
  }

  private static void writeTensor(Item item, TensorSource.Sink out) throws IOException {
    long[] left = {item.bytes};
    item.source.writeTo(
        part -> {
          left[0] -= part.remaining();
          if (left[0] < 0) {
            throw new IllegalArgumentException(
                "Tensor %s was written with more than the %d bytes of its shape %s."
                    .formatted(quote(item.name), item.bytes, list(item.source.shape().getShape())));
          }
          out.write(part);
        });
    if (left[0] > 0) {
      throw new IllegalArgumentException(
          "Tensor %s was written with %d bytes fewer than the %d of its shape %s."
              .formatted(
                  quote(item.name), left[0], item.bytes, list(item.source.shape().getShape())));
    }
  }
}
