package minitron.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What is said of a download that fails. */
final class Sentence {
  private Sentence() {}

  /** The one sentence with these parts; it never has the token. */
  static String of(Executable call, String... parts) {
    String said = assertThrows(RuntimeException.class, call).getMessage();
    for (String part : parts) {
      assertTrue(said.contains(part), said);
    }
    assertEquals(1, said.lines().count(), said);
    assertFalse(said.contains(FakeHub.TOKEN), said);
    return said;
  }
}
