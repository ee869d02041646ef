package minitron.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;

final class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "3.2934,3.293",
    "3.29,3.29",
    "0.92,0.92",
    "17.48392,17.48",
    "131.04,131",
    "0.01234,0.01234",
    "0,0",
    "12,12",
    "-2.5,-2.5",
    "0.00001234,1.23e-5",
    "1234567.5,1.23e6",
    "9999.99,'10,000.0'",
    "2200000,2.2 M"
  })
  void numbersHaveFourDigits(double value, String shown) {
    assertEquals(shown, Numbers.number(value));
  }

  @ParameterizedTest
  @CsvSource({"-0.04,1,0.0", "-0.4,0,0", "-0.05001,1,-0.1", "0.04,1,0.0", "-1234.5,0,'-1,235'"})
  void whatRoundsToNothingHasNoSign(double value, int decimals, String shown) {
    assertEquals(shown, Numbers.fixed(value, decimals));
  }

  /** A table with a format of its own, one without, and a sentence. */
  @Test
  void powersOfTenAreWrittenInOneWay() {
    double[] rates = {5e-4, 4.4537e-5, -2e-12};
    for (var column : List.of(Columns.powers("rate", rates), Columns.numbers("rate", rates))) {
      List<String> cells = Grid.of(Table.create("", column)).columns().get(0).cells();
      assertEquals(List.of("5.00e-4", "4.45e-5", "-2.00e-12"), cells);
    }
    assertEquals("4.5e-5", Numbers.power(4.4537e-5, 1));
    assertEquals("∞", Numbers.power(Double.POSITIVE_INFINITY, 1));
    assertEquals("1.25e-4", Numbers.exact(1.25e-4));
    assertEquals("0.05", Numbers.exact(.05));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "640,640",
    "12345,'12,345'",
    "99999,'99,999'",
    "100000,100 K",
    "400000,400 K",
    "999499,999 K",
    "999500,1 M",
    "2216320,2.2 M",
    "4512759808,4.5 B",
    "12247782400,12.2 B",
    "380000000000,380 B",
    "15000000000000,15 T",
    "-2200000,-2.2 M"
  })
  void countsHaveUnits(long value, String shown) {
    assertEquals(shown, Numbers.count(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.04,0.0 s",
    "4.2,4.2 s",
    "9.96,10 s",
    "59.4,59 s",
    "59.6,1 min 00 s",
    "200,3 min 20 s",
    "3599.7,1 h 00 min",
    "7500,2 h 05 min"
  })
  void durations(double seconds, String shown) {
    assertEquals(shown, Numbers.duration(seconds));
  }

  @Test
  void whatIsNoFiniteNumber() {
    assertEquals("", Numbers.number(Double.NaN));
    assertEquals("∞", Numbers.number(Double.POSITIVE_INFINITY));
  }
}
