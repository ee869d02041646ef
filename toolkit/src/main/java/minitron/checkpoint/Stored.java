package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import minitron.tensor.Copies;
import minitron.tensor.Kernels;

/** Numbers as they lie in a file, little endian and flat, and float32 arrays of them. */
final class Stored {
  private Stored() {}

  /** The type of an array. DJL has no name for bfloat16, which is the only one that comes up so. */
  static Dtype of(NDArray array) {
    return switch (array.getDataType()) {
      case UNKNOWN -> Dtype.BF16;
      case FLOAT16 -> Dtype.F16;
      case UINT8 -> Dtype.U8;
      default -> Dtype.F32;
    };
  }

  /** libtorch's number of a type. */
  static int code(Dtype type) {
    return switch (type) {
      case BF16 -> 15;
      case F16 -> 5;
      case F32 -> 6;
      case U8 -> 0;
      default -> throw new IllegalArgumentException("No numbers of a model are of type " + type);
    };
  }

  /**
   * All that remains of a buffer as a new float32 array. DJL makes an array that is a view of a
   * direct buffer, and of any other one a copy whose memory comes back at the next collection.
   */
  static NDArray floats(NDManager scope, Dtype type, ByteBuffer bytes) {
    Kernels k = new Kernels(scope);
    Shape size = new Shape(bytes.remaining() / type.size());
    return switch (type) {
      case BF16 ->
          Copies.bfloat16ToFloat(
              k, scope.create(bytes, new Shape(bytes.remaining()), DataType.UINT8));
      case F16 -> Copies.toFloat(k, scope.create(bytes, size, DataType.FLOAT16));
      case F32 -> Copies.toFloat(k, scope.create(bytes, size, DataType.FLOAT32));
      case U8 -> Copies.toFloat(k, scope.create(bytes, size, DataType.UINT8));
      default -> throw new IllegalArgumentException("No numbers of a model are of type " + type);
    };
  }

  /** Float32 values rounded to a type, ties to even. */
  static ByteBuffer bytes(Kernels k, NDArray floats, Dtype type) {
    NDArray stored =
        switch (type) {
          case BF16 -> Copies.floatToBfloat16(k, floats);
          case F16 -> Copies.toHalf(k, floats);
          case U8 -> Copies.toType(k, floats, code(Dtype.U8));
          default -> floats;
        };
    return stored.toByteBuffer();
  }

  /**
   * Refuses values that float16 would make infinite.
   *
   * @param name for the message
   */
  static void checkHalf(NDArray floats, String name) {
    float largest = floats.isEmpty() ? 0 : floats.abs().max().getFloat();
    if (Float.isFinite(largest) && largest > 65504) {
      throw new IllegalArgumentException(
          "float16 is too narrow for the value %,.0f of %s: use bfloat16 or float32."
              .formatted(largest, name));
    }
  }
}
