package minitron.checkpoint;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import minitron.io.Messages;

/**
 * The element types of a safetensors file, in the order of the Rust library's enum. Files are
 * sorted by this order, so moving a constant changes what is written. Types smaller than a byte
 * (F4, F6) are missing.
 */
public enum Dtype {
  BOOL(1, null),
  U8(1, null),
  I8(1, null),
  F8_E5M2(1, null),
  F8_E4M3(1, null),
  F8_E8M0(1, null),
  F8_E4M3FNUZ(1, null),
  F8_E5M2FNUZ(1, null),
  I16(2, null),
  U16(2, null),
  F16(2, "float16"),
  BF16(2, "bfloat16"),
  I32(4, null),
  U32(4, null),
  F32(4, "float32"),
  C64(8, null),
  F64(8, null),
  I64(8, null),
  U64(8, null);

  private final int size;
  private final String configName;

  Dtype(int size, String configName) {
    this.size = size;
    this.configName = configName;
  }

  /** Bytes of one element. */
  public int size() {
    return size;
  }

  /**
   * The name in a Hugging Face config.json, such as {@code bfloat16}.
   *
   * @throws IllegalArgumentException for a type that no model is stored in
   */
  public String configName() {
    if (configName == null) {
      throw new IllegalArgumentException(
          "config.json has no name for weights of type " + this + "; allowed: F32, F16, BF16.");
    }
    return configName;
  }

  /**
   * The type that a Hugging Face config.json names.
   *
   * @throws IllegalArgumentException for anything but float32, float16 and bfloat16
   */
  public static Dtype fromConfig(String name) {
    return Arrays.stream(values())
        .filter(type -> type.configName != null && type.configName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown dtype " + Messages.quote(name) + "; allowed: " + configNames() + "."));
  }

  private static String configNames() {
    return Arrays.stream(values())
        .map(type -> type.configName)
        .filter(Objects::nonNull)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /**
   * Bytes of a tensor of this type.
   *
   * @throws ArithmeticException if they do not fit a long
   */
  public long bytes(long... shape) {
    return Math.multiplyExact(elements(shape), (long) size);
  }

  /**
   * Elements of a tensor: the product of its shape, 1 for a scalar.
   *
   * @throws ArithmeticException if they do not fit a long
   */
  public static long elements(long... shape) {
    long product = 1;
    for (long side : shape) {
      product = Math.multiplyExact(product, side);
    }
    return product;
  }
}
