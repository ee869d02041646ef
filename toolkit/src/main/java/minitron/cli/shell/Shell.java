package minitron.cli.shell;

import static minitron.io.Messages.quote;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** What the shell gives a command: words in its locale, and where it prints to. */
public final class Shell {
  /** Signs of tables and messages. A locale without them gets UTF-8, not question marks. */
  private static final String SIGNS = "↑↓→±×·–…";

  /** What stands for letters that Java could not read. */
  private static final char UNREAD = '\uFFFD';

  private final Kept out = new Kept(FileDescriptor.out);

  /** Prints in a charset that has our signs, and remembers what could not be written. */
  public void print() {
    Charset charset = charset();
    System.setOut(new PrintStream(out, true, charset));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset));
  }

  /** The code of a command that ended with {@code code}, once all it printed is written. */
  public int written(int code) {
    System.out.flush();
    if (out.failure == null) {
      return code;
    }
    // Who reads no more, as head, knows it.
    if (!"Broken pipe".equals(out.failure)) {
      System.err.println("The output could not be written: " + out.failure + ".");
    }
    return code == 0 ? 1 : code;
  }

  private static Charset charset() {
    String name =
        Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
            .map(System::getProperty)
            .filter(value -> value != null && Charset.isSupported(value))
            .findFirst()
            .orElse("UTF-8");
    Charset charset = Charset.forName(name);
    boolean has = charset.canEncode() && charset.newEncoder().canEncode(SIGNS);
    return has ? charset : StandardCharsets.UTF_8;
  }

  /** The sentence for arguments, or a folder to work in, that Java could not read, if any. */
  public static Optional<String> unreadable(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of(System.getProperty("user.dir", "")))
        .filter(text -> text.indexOf(UNREAD) >= 0)
        .findFirst()
        .map(Shell::unreadable);
  }

  /** The sentence for a path that cannot be named in this locale. */
  static String unreadable(String path) {
    String charset = System.getProperty("sun.jnu.encoding", "unknown");
    return "The path %s has letters that the locale of this shell (charset %s) cannot name: set LC_ALL=C.UTF-8, or use another path."
        .formatted(quote(path.replace(UNREAD, '?')), charset);
  }

  /** A stream that goes on after it failed, as Java's own, but keeps the reason. */
  private static final class Kept extends FilterOutputStream {
    private volatile String failure;

    Kept(FileDescriptor file) {
      super(new FileOutputStream(file));
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      step(() -> out.write(bytes, from, length));
    }

    @Override
    public void write(int b) {
      step(() -> out.write(b));
    }

    private void step(Step step) {
      try {
        step.run();
      } catch (IOException e) {
        failure = failure == null ? String.valueOf(e.getMessage()) : failure;
      }
    }

    private interface Step {
      void run() throws IOException;
    }
  }
}
