package minitron.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import minitron.Golden;
import minitron.data.Row;
import org.junit.jupiter.api.Test;

class PythonTextTest {

  /** {@code [c for c in range(0x110000) if chr(c).isspace()]} in CPython 3.11. */
  private static final int[] SPACES = {
    9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198,
    8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288
  };

  @Test
  void knowsPythonsSpacesAndNoOthers() {
    int[] found = IntStream.range(0, 0x10000).filter(c -> PythonText.isSpace((char) c)).toArray();
    assertArrayEquals(SPACES, found);
  }

  @Test
  void stripsBothEndsOrTheEnd() {
    assertEquals("a b", PythonText.strip(" \n\u00a0a b\u2007\t"));
    assertEquals(" a", PythonText.stripEnd(" a\u0085 "));
    assertEquals("", PythonText.strip(" \u3000 "));
  }

  @Test
  void countsCodePoints() {
    assertEquals(2, PythonText.length("😀a"));
  }

  @Test
  void agreesWithGolden() {
    for (Row row : Golden.rows("stats.jsonl", "py_strip")) {
      assertEquals(row.text("strip"), PythonText.strip(row.text("s")));
      assertEquals(row.text("rstrip"), PythonText.stripEnd(row.text("s")));
    }
  }
}
