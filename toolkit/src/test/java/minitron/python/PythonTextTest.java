package minitron.python;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import minitron.Golden;
import minitron.text.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** {@code "ßA".capitalize()} and so on in CPython 3.11. */
  @ParameterizedTest
  @CsvSource({
    "hELLO wORLD, Hello world",
    "ßA, Ssa",
    "ﬁSH, Fish",
    "ǆX, ǅx",
    "AΣ, Aς",
    "ΟΔΟΣ ΣΑΣ, Οδος σας",
    "ŉA, ʼNa",
    "İI, İi",
    "éCOLE, École",
    "ᾳB, ᾼb",
    "😀A, 😀a",
    "1A, 1a",
  })
  void capitalizesAsPython(String text, String expected) {
    assertEquals(expected, PythonText.capitalize(text));
  }

  @Test
  void capitalizesNothing() {
    assertEquals("", PythonText.capitalize(""));
  }

  /** Every character whose title case is several, as CPython 3.11 writes it. */
  @Test
  void knowsEveryTitleCaseOfSeveralCharacters() throws IOException {
    try (InputStream file = PythonTextTest.class.getResourceAsStream("title-case.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        int tab = line.indexOf('\t');
        String character = line.substring(0, tab);
        assertEquals(line.substring(tab + 1), PythonText.capitalize(character), character);
      }
    }
  }

  @Test
  void agreesWithGolden() {
    for (Row row : Golden.rows("stats.jsonl", "py_capitalize")) {
      assertEquals(row.text("expected"), PythonText.capitalize(row.text("s")));
      assertEquals(row.whole("len"), PythonText.length(row.text("s")));
    }
    for (Row row : Golden.rows("stats.jsonl", "py_strip")) {
      assertEquals(row.text("strip"), PythonText.strip(row.text("s")));
      assertEquals(row.text("rstrip"), PythonText.stripEnd(row.text("s")));
    }
  }
}
