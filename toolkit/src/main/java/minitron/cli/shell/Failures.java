package minitron.cli.shell;

import static minitron.io.Messages.reason;
import static minitron.io.Messages.shortened;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What is said of a failure: one plain sentence, whatever was thrown. */
public final class Failures {
  private static final String OURS = "minitron.";
  private static final String WHERE = "; --verbose shows where.";

  /** Causes of causes that are looked at. */
  private static final int DEPTH = 20;

  /** What is said where nothing else can be: made before there is no memory left. */
  private static final byte[] LAST_WORDS =
      ("Java has too little memory, or may open too few files: give it more with -Xmx,"
              + " -XX:MaxMetaspaceSize or ulimit -n, or ask for less.\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

  private Failures() {}

  /** Loads this class while there is memory for it. */
  public static void prepare() {}

  /** Says it on standard error, and where it came from if the arguments want that. */
  public static void tell(Throwable e, String... arguments) {
    try {
      System.err.println(sentence(e));
      if (Arrays.asList(arguments).contains("--verbose")) {
        e.printStackTrace();
      }
    } catch (Throwable again) {
      lastWords();
    }
  }

  private static void lastWords() {
    try {
      ERRORS.write(LAST_WORDS);
    } catch (Throwable unwritten) {
      // The exit code tells.
    }
  }

  /** What is said of a failure. */
  static String sentence(Throwable e) {
    List<Throwable> chain =
        Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(DEPTH).toList();
    return shortened(
        chain.stream()
            .map(Failures::known)
            .filter(Objects::nonNull)
            .findFirst()
            .or(() -> chain.stream().filter(Failures::isOurs).map(Failures::told).findFirst())
            .or(() -> chain.stream().map(Failures::engine).filter(Objects::nonNull).findFirst())
            .or(() -> chain.stream().map(Failures::file).filter(Objects::nonNull).findFirst())
            .orElseGet(() -> unknown(chain)));
  }

  /** The sentence for what Java and libtorch throw when they cannot go on. */
  private static String known(Throwable e) {
    String said = String.valueOf(e.getMessage());
    if (e instanceof OutOfMemoryError) {
      return memory(said.toLowerCase(Locale.ROOT));
    }
    if (e instanceof StackOverflowError) {
      return "Java's stack is too small for this: give it more with -Xss, or ask for less.";
    }
    if (e instanceof UnsatisfiedLinkError) {
      return "The native library does not work here: run doctor" + WHERE;
    }
    if (e instanceof LinkageError) {
      return "Java could not load the toolkit's own files: they are incomplete, or too few files may"
          + " be open at once (raise ulimit -n)"
          + WHERE;
    }
    if (e instanceof InvalidPathException path) {
      return Shell.unreadable(path.getInput());
    }
    return null;
  }

  private static String engine(Throwable e) {
    return isOfEngine(e)
        ? "The PyTorch engine failed: run doctor to see whether it works here" + WHERE
        : null;
  }

  private static String memory(String said) {
    if (said.contains("direct buffer")) {
      return "Java has too little memory outside its heap for this: give it more with"
          + " -XX:MaxDirectMemorySize, or ask for less.";
    }
    if (said.contains("metaspace") || said.contains("class space")) {
      return "Java has too little memory for its classes: give it more with -XX:MaxMetaspaceSize.";
    }
    if (said.contains("thread")) {
      return "The system lets Java start no more threads: raise ulimit -u, or run less beside it.";
    }
    if (said.contains("map failed")) {
      return "The system gives Java no more address space for files: raise ulimit -v, or ask for"
          + " less.";
    }
    return "Java has too little memory for this: give it more with -Xmx, or ask for less.";
  }

  /** Whether code of the toolkit wrote the message: it knows what was done, and with what. */
  private static boolean isOurs(Throwable e) {
    StackTraceElement[] frames = e.getStackTrace();
    return !(e instanceof IOException)
        && frames.length > 0
        && frames[0].getClassName().startsWith(OURS)
        && e.getMessage() != null
        && !e.getMessage().isBlank();
  }

  /** A message of ours; where it ends in Java's own words for the cause, these in plain ones. */
  private static String told(Throwable e) {
    String message = e.getMessage().strip();
    for (Throwable cause = e.getCause();
        cause != null && !isOurs(cause);
        cause = cause.getCause()) {
      String raw = cause.getMessage() == null ? "null" : cause.getMessage().strip();
      int at = message.lastIndexOf(": " + raw);
      if (at >= 0) {
        String rest = message.substring(at + 2 + raw.length());
        return message.substring(0, at + 2) + reason(cause) + (rest.isEmpty() ? "." : rest);
      }
    }
    return isOfEngine(e) ? message.replaceFirst("\\.$", "") + WHERE : message;
  }

  /** By its name, for DJL's classes may be what cannot be loaded. */
  private static boolean isOfEngine(Throwable e) {
    return e.getClass().getName().equals("ai.djl.engine.EngineException");
  }

  private static String file(Throwable e) {
    if (e instanceof FileSystemException named && named.getFile() != null) {
      return named.getFile() + ": " + reason(e) + ".";
    }
    return e instanceof IOException ? "A file or a stream failed: " + reason(e) + WHERE : null;
  }

  /** Java's own words are not for people: the place in the toolkit says more. */
  private static String unknown(List<Throwable> chain) {
    Throwable root = chain.get(chain.size() - 1);
    String place =
        Stream.of(root.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(OURS))
            .map(frame -> " in " + frame.getClassName().substring(OURS.length()))
            .findFirst()
            .orElse("");
    return "It failed" + place + ": " + root.getClass().getSimpleName() + WHERE;
  }
}
