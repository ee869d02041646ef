package minitron.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each expected text is what CPython 3.11 prints. */
class PythonReprTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0",
    "-0.0, -0.0",
    "0.1, 0.1",
    "2.0E-3, 0.002",
    "0.0001, 0.0001",
    "0.00001234, 1.234e-05",
    "1e16, 1e+16",
    "123456789012345680, 1.2345678901234568e+17",
    "1234567890123456, 1234567890123456.0",
    "2e23, 2e+23",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "NaN, nan",
    "-Infinity, -inf"
  })
  void printsFloatsWithTheFewestDigits(double value, String expected) {
    assertEquals(expected, PythonRepr.repr(value));
  }

  @Test
  void printsWhatHoldsOtherValues() {
    Map<String, Object> dict = new LinkedHashMap<>();
    dict.put("a", Arrays.asList(null, true, 1L, new BigInteger("18446744073709551616")));
    dict.put("b", new Tuple(List.of(1.5)));
    dict.put("c", new Tuple(List.of()));
    assertEquals(
        "{'a': [None, True, 1, 18446744073709551616], 'b': (1.5,), 'c': ()}",
        PythonRepr.repr(dict));
  }

  @Test
  void quotesTextsAndLeavesThemAloneInStr() {
    assertEquals("'a'", PythonRepr.repr("a"));
    assertEquals("\"it's\"", PythonRepr.repr("it's"));
    assertEquals("'it\\'s \"x\"'", PythonRepr.repr("it's \"x\""));
    assertEquals(
        "'\\n\\t\\\\\\x00\\x7f\\xa0é😀\\u2028\\ud800'",
        PythonRepr.repr("\n\t\\\0\u007f\u00a0é😀\u2028\ud800"));
    assertEquals("it's", PythonRepr.str("it's"));
  }
}
