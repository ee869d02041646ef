package minitron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One call of the command line.
 *
 * @param code what the process would end with
 * @param out what it printed
 * @param err what it complained of
 */
record Call(int code, String out, String err) {
  static Call of(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return new Call(
          Minitron.run(arguments),
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  /** A call that must succeed. */
  static Call ok(String... arguments) {
    Call call = of(arguments);
    assertEquals(0, call.code, Arrays.toString(arguments) + call.err);
    return call;
  }

  /** A call that must fail with one sentence that has this part. */
  static void fails(int code, String part, String... arguments) {
    Call call = of(arguments);
    String all = List.of(arguments) + ": " + call.out + call.err;
    assertEquals(code, call.code, all);
    assertTrue(call.err.contains(part), all);
    assertEquals(1, call.err.strip().lines().count(), all);
  }

  /** The words of a line, and after them arguments with spaces or of many calls. */
  static String[] words(String line, String... more) {
    String[] first = line.split(" ", -1);
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }
}
