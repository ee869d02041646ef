package minitron.checkpoint;

import static minitron.io.Messages.list;
import static minitron.io.Messages.quote;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.io.StrictJson;

/**
 * The JSON header of a safetensors file, checked strictly: it must describe all data, without gaps,
 * overlaps or overflow, so that no later read can leave the file. Faults are
 * IllegalArgumentExceptions that do not name the file; the caller adds its name.
 *
 * @param entries the tensors in the header's order
 * @param metadata the header's {@code __metadata__}, which may be absent
 */
public record SafetensorsHeader(
    Map<String, Entry> entries, Optional<Map<String, String>> metadata) {
  static final String METADATA = "__metadata__";

  /**
   * One tensor of a file.
   *
   * @param name the tensor's name
   * @param dtype the element type
   * @param shape the sides, outermost first; none for a scalar
   * @param begin the first byte, counted from the end of the header
   * @param end one past the last byte
   */
  public record Entry(String name, Dtype dtype, Shape shape, long begin, long end) {
    /** The tensor's size in bytes. */
    public long size() {
      return end - begin;
    }
  }

  /** Keeps the maps as they are now. */
  public SafetensorsHeader {
    entries = Collections.unmodifiableMap(entries);
    metadata = metadata.map(Collections::unmodifiableMap);
  }

  /**
   * Parses a header.
   *
   * @param utf8 the bytes after the header's length
   * @param dataBytes how many bytes of data follow the header in the file
   */
  static SafetensorsHeader parse(ByteBuffer utf8, long dataBytes) {
    StrictJson json = new StrictJson(decode(utf8));
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    boolean[] hasMetadata = {false};
    json.object(
        "its header",
        name -> {
          if (name.equals(METADATA)) {
            hasMetadata[0] = true;
            json.object(METADATA, key -> metadata.put(key, json.string(METADATA)));
          } else {
            entries.put(name, entry(json, name));
          }
        });
    json.end();
    checkCoverage(entries, dataBytes);
    return new SafetensorsHeader(
        entries, hasMetadata[0] ? Optional.of(metadata) : Optional.empty());
  }

  private static String decode(ByteBuffer utf8) {
    if (!utf8.hasRemaining() || utf8.get(utf8.position()) != '{') {
      throw new IllegalArgumentException("its header does not start with {");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("its header is not UTF-8", e);
    }
  }

  private static Entry entry(StrictJson json, String name) {
    String where = "tensor " + quote(name);
    Map<String, Dtype> dtype = new HashMap<>();
    Map<String, long[]> numbers = new HashMap<>();
    json.object(
        where,
        key -> {
          switch (key) {
            case "dtype" -> dtype.put(key, dtype(json.string(where + ", dtype"), where));
            case "shape", "data_offsets" -> numbers.put(key, json.numbers(where + ", " + key));
            default ->
                throw new IllegalArgumentException(
                    "%s has the unknown key %s".formatted(where, quote(key)));
          }
        });
    if (dtype.size() + numbers.size() < 3) {
      throw new IllegalArgumentException(
          where + " lacks a key; each tensor needs dtype, shape and data_offsets");
    }
    return entry(name, dtype.get("dtype"), numbers.get("shape"), numbers.get("data_offsets"));
  }

  private static Dtype dtype(String name, String where) {
    return Arrays.stream(Dtype.values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has the unknown dtype %s; allowed: %s"
                        .formatted(where, quote(name), Arrays.toString(Dtype.values()))));
  }

  private static Entry entry(String name, Dtype dtype, long[] shape, long[] offsets) {
    String where = "tensor " + quote(name);
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw new IllegalArgumentException(
          "%s has data_offsets %s; allowed: [begin, end] with begin <= end"
              .formatted(where, list(offsets)));
    }
    long bytes;
    try {
      bytes = dtype.bytes(shape);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s has the shape %s, whose size overflows".formatted(where, list(shape)), e);
    }
    if (bytes != offsets[1] - offsets[0]) {
      throw new IllegalArgumentException(
          "%s (%s, shape %s) needs %d bytes but its data_offsets span %d"
              .formatted(where, dtype, list(shape), bytes, offsets[1] - offsets[0]));
    }
    return new Entry(name, dtype, new Shape(shape), offsets[0], offsets[1]);
  }

  private static void checkCoverage(Map<String, Entry> entries, long dataBytes) {
    List<Entry> sorted =
        entries.values().stream()
            .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
            .toList();
    long end = 0;
    for (Entry entry : sorted) {
      if (entry.begin() != end) {
        throw new IllegalArgumentException(
            "tensor %s begins at byte %d of the data, which %s byte %d"
                .formatted(
                    quote(entry.name()),
                    entry.begin(),
                    entry.begin() < end
                        ? "overlaps the tensor that ends at"
                        : "leaves a hole after",
                    end));
      }
      end = entry.end();
    }
    if (end != dataBytes) {
      throw new IllegalArgumentException(
          "its header describes %d bytes of data and %d are there (%s)"
              .formatted(
                  end,
                  dataBytes,
                  end > dataBytes ? "it is cut short" : "bytes follow the last tensor"));
    }
  }
}
