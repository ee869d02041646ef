package minitron.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;

/** Weights in and out: parts of arrays, and arrays in other types. */
public final class Copies {
  private Copies() {}

  /** The slices of an axis at the given indices, in their order. */
  public static NDArray select(Kernels k, NDArray x, int axis, NDArray kept) {
    return k.one("select", x, axis, kept);
  }

  /** A copy in another of libtorch's types, by its number. */
  public static NDArray toType(Kernels k, NDArray x, int type) {
    return k.one("to_type", x, type);
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

  /**
   * Numbers of a file as a view of it: nothing is read before it is used, and nothing is written.
   *
   * @param type libtorch's number of their type
   * @param first the first number, counted from the file's beginning
   * @throws EngineException if the file cannot be mapped
   */
  public static NDArray mapFile(Kernels k, Path file, int type, long first, Shape shape) {
    return k.one("map_file", file.toString(), type, first, first + shape.size(), shape.getShape());
  }

  /** Zeros of a type that DJL may not know, on the device of {@code like}. */
  public static NDArray zeros(Kernels k, NDArray like, Shape shape, int type) {
    return k.one("zeros", like, shape.getShape(), type);
  }

  /** Puts bytes into a flat array of numbers, in place, from number {@code first} on. */
  public static void putBytes(Kernels k, NDArray all, NDArray bytes, long first) {
    k.one("put_bytes", all, bytes, first).close();
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
