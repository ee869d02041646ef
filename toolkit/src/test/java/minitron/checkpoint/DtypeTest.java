package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import minitron.Refusal;
import org.junit.jupiter.api.Test;

final class DtypeTest {
  @Test
  void configNamesGoBothWays() {
    for (Dtype dtype : new Dtype[] {Dtype.F32, Dtype.F16, Dtype.BF16}) {
      assertEquals(dtype, Dtype.fromConfig(dtype.configName()));
    }
    Refusal.of(() -> Dtype.fromConfig("int4"), "\"int4\"; allowed: bfloat16, float16, float32");
    assertThrows(IllegalArgumentException.class, Dtype.I64::configName);
  }

  @Test
  void sizesOverflowLoudly() {
    assertEquals(4, Dtype.F32.bytes());
    assertEquals(24, Dtype.BF16.bytes(3, 4));
    assertThrows(ArithmeticException.class, () -> Dtype.F64.bytes(1L << 31, 1L << 30));
  }
}
