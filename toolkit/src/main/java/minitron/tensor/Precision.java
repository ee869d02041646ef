package minitron.tensor;

import java.util.Locale;

/** The type that matrix products are computed in; norms, sums and losses are always float32. */
public enum Precision {
  /** float32, the default wherever a number is compared. */
  F32(6),
  /** bfloat16 matrix products over float32 master weights. */
  BF16(15);

  private final int code;

  Precision(int code) {
    this.code = code;
  }

  /** libtorch's number of the type. */
  public int code() {
    return code;
  }

  /** Bytes of a number of the type. */
  public int bytes() {
    return this == F32 ? Float.BYTES : Short.BYTES;
  }

  /** PyTorch's name of the type: {@code float32} or {@code bfloat16}. */
  public String torchName() {
    return this == F32 ? "float32" : "bfloat16";
  }

  /** The precision of a name: {@code f32} or {@code bf16}. */
  public static Precision of(String name) {
    for (Precision precision : values()) {
      if (precision.toString().equals(name)) {
        return precision;
      }
    }
    throw new IllegalArgumentException("Unknown dtype '" + name + "': allowed are f32 and bf16.");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
