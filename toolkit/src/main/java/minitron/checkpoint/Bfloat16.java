package minitron.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** bfloat16, the upper half of a float32; DJL has no such type. */
final class Bfloat16 {
  private Bfloat16() {}

  /** The float32 bytes, in the machine's order, of bfloat16 in little-endian order. */
  static ByteBuffer toFloats(ByteBuffer bits) {
    ShortBuffer halves = bits.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    ByteBuffer floats =
        ByteBuffer.allocateDirect(halves.remaining() * Float.BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < halves.limit(); i++) {
      floats.putInt(i * Float.BYTES, halves.get(i) << 16);
    }
    return floats;
  }

  /** The bfloat16 bytes, little-endian, of float32 in the machine's order; ties to even. */
  static ByteBuffer ofFloats(ByteBuffer floats) {
    int count = floats.remaining() / Float.BYTES;
    ByteBuffer bits = ByteBuffer.allocate(count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer source = floats.slice().order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      bits.putShort(i * Short.BYTES, round(source.getInt(i * Float.BYTES)));
    }
    return bits;
  }

  private static short round(int bits) {
    if ((bits & 0x7fffffff) > 0x7f800000) {
      return (short) ((bits >>> 16) | 0x40); // NaN stays NaN
    }
    int even = (bits >>> 16) & 1;
    return (short) ((bits + 0x7fff + even) >>> 16);
  }
}
