package minitron.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the output of the runner of a program, up to a limit.
 *
 * @param token the start of the runner's own lines, which the program cannot know
 * @param most how many bytes; a program that writes more has failed
 * @param ready done when the program starts, or never will
 * @param verdict done when it ends, or has written too much
 */
record OutputReader(
    String token, long most, CompletableFuture<Void> ready, CompletableFuture<Verdict> verdict) {
  OutputReader(String token, long most) {
    this(token, most, new CompletableFuture<>(), new CompletableFuture<>());
  }

  /** One that reads in the background, while another thread sends the runner its text. */
  static OutputReader of(Process runner, String token, long most, String text) {
    OutputReader reader = new OutputReader(token, most);
    inBackground(() -> reader.read(runner.getInputStream()));
    inBackground(() -> send(runner, text));
    return reader;
  }

  private static void send(Process runner, String text) {
    try (OutputStream out = runner.getOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it read everything; the reader of its output says why.
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "sandbox");
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads until the end, or until the verdict is known. */
  void read(InputStream from) {
    String last = "";
    try (var in = new BufferedInputStream(from)) {
      var line = new ByteArrayOutputStream();
      long count = 0;
      for (int b = in.read(); b >= 0 && !verdict.isDone(); b = in.read()) {
        if (++count > most) {
          verdict.complete(Verdict.of("failed: it wrote more than " + most + " bytes"));
        } else if (b != '\n') {
          line.write(b);
        } else {
          String text = line.toString(StandardCharsets.UTF_8);
          line.reset();
          // Indented lines continue the one before them, which says more.
          last = text.isBlank() || text.startsWith(" ") || accept(text) ? last : text;
        }
      }
    } catch (IOException e) {
      last = e.getMessage();
    }
    String why = last.isEmpty() ? "" : " (" + last.strip() + ")";
    verdict.complete(Verdict.of("failed: it ended without a verdict" + why));
    ready.complete(null);
  }

  /** Takes a line of the runner's; false for any other line. */
  private boolean accept(String line) {
    if (!line.startsWith(token + " ")) {
      return false;
    }
    String said = line.substring(token.length() + 1);
    if (said.equals("ready")) {
      ready.complete(null);
    } else {
      verdict.complete(Verdict.of(said));
    }
    return true;
  }
}
