package minitron;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import minitron.model.NanException;
import org.junit.jupiter.api.function.Executable;

/** How a call or a damaged file is refused: with a sentence of ours. */
public final class Refusal {
  /** Traces of somebody else's message. */
  private static final Pattern RAW =
      Pattern.compile("com\\.google|java\\.|Exception|JsonNull|Not a JSON|path \\$");

  private static final int LONGEST = 600;

  private Refusal() {}

  /** Something that reads a file. */
  @FunctionalInterface
  public interface Reading {
    /** Reads it. */
    void run() throws IOException;
  }

  /** The sentence with which a call is refused, which has these parts. */
  public static String of(Executable call, String... parts) {
    String sentence = assertThrows(IllegalArgumentException.class, call).getMessage();
    for (String part : parts) {
      assertTrue(sentence.contains(part), sentence);
    }
    return sentence;
  }

  /** Checks that a reading ends with a value or with our own exception; says which. */
  public static boolean readOrRefused(Reading reading) throws IOException {
    try {
      reading.run();
      return true;
    } catch (IllegalArgumentException | UncheckedIOException | NanException e) {
      StackTraceElement[] trace = e.getStackTrace();
      assertTrue(
          trace.length == 0 || trace[0].getClassName().startsWith("minitron."),
          () -> "not ours: " + e);
      String message = String.valueOf(e.getMessage());
      assertTrue(
          message.length() <= LONGEST
              && message.lines().count() == 1
              && message.contains(" ")
              && !RAW.matcher(message).find(),
          () -> "not a sentence: " + e);
      return false;
    }
  }
}
