package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SettingTest {
  @Test
  void settingsComeFromOutside() {
    System.setProperty("minitron.table1_test", " 7 ");
    try {
      assertEquals(7, Setting.of("TABLE1_TEST", 3));
      assertEquals("7", Setting.of("TABLE1_TEST", "x"));
      System.setProperty("minitron.table1_test", "many");
      var e = assertThrows(IllegalArgumentException.class, () -> Setting.of("TABLE1_TEST", 3));
      assertEquals("MINITRON_TABLE1_TEST=many: a whole number is needed, e.g. 3.", e.getMessage());
    } finally {
      System.clearProperty("minitron.table1_test");
    }
    assertEquals(3, Setting.of("TABLE1_TEST", 3));
  }

  @Test
  void budgetsHaveThreeNames() {
    String before = System.getProperty("minitron.budget");
    try {
      System.setProperty("minitron.budget", " Full ");
      assertEquals("full", Budget.current().toString());
      assertEquals(3, Budget.of(1, 2, 3));
      System.setProperty("minitron.budget", " ");
      assertEquals("small", Budget.current().toString());
      System.setProperty("minitron.budget", "huge");
      var e = assertThrows(IllegalArgumentException.class, Budget::current);
      assertEquals("MINITRON_BUDGET=huge: allowed are fast, small and full.", e.getMessage());
    } finally {
      if (before == null) {
        System.clearProperty("minitron.budget");
      } else {
        System.setProperty("minitron.budget", before);
      }
    }
  }
}
