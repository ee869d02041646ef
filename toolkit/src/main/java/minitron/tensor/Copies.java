package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Weights in and out: parts of arrays, and arrays in other types. */
public final class Copies {
  private Copies() {}

  /** The slices of an axis at the given indices, in their order. */
  public static NDArray select(Kernels k, NDArray x, int axis, NDArray kept) {
    return k.one("select", x, axis, kept);
  }

  /** A float32 copy. */
  public static NDArray toFloat(Kernels k, NDArray x) {
    return k.one("to_float", x);
  }

  /** A float16 copy. */
  public static NDArray toHalf(Kernels k, NDArray x) {
    return k.one("float_to_f16", x);
  }

  /** The values of bfloat16 that lie in bytes (2 N) as float32 (N). */
  public static NDArray bfloat16ToFloat(Kernels k, NDArray bytes) {
    return k.one("bf16_to_float", bytes);
  }

  /** The bytes of float32 values rounded to bfloat16, ties to even. */
  public static NDArray floatToBfloat16(Kernels k, NDArray x) {
    return k.one("float_to_bf16", x);
  }

  /** A copy with the values that bfloat16 has, ties to even. */
  public static NDArray roundToBfloat16(Kernels k, NDArray x) {
    return k.one("round_to_bf16", x);
  }

  /** Writes rows into an array in place, from row {@code first} on. */
  public static void putRows(Kernels k, NDArray all, NDArray part, long first) {
    k.one("put_rows", all, part, first).close();
  }

  /** A view of {@code count} rows of an array, from row {@code first} on. */
  public static NDArray takeRows(Kernels k, NDArray all, long first, long count) {
    return k.one("take_rows", all, first, count);
  }

  /** Copies the values of one list of arrays into another of the same shapes. */
  public static void all(Kernels k, NDList to, NDList from) {
    k.one("copy_all", to, from).close();
  }
}
