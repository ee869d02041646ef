package minitron.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Listens to a runner and takes no more from it than is allowed.
 *
 * @param token begins the lines that are the runner's, which the program cannot know
 * @param most bytes, after which the program has failed
 * @param ready is done when the program begins, or never will
 * @param verdict is done when it ends, or has said too much
 */
record OutputReader(
    String token, long most, CompletableFuture<Void> ready, CompletableFuture<Verdict> verdict) {
  OutputReader(String token, long most) {
    this(token, most, new CompletableFuture<>(), new CompletableFuture<>());
  }

  /** Listens until the end, or until it has heard enough. */
  void listen(InputStream from) {
    String last = "";
    try (var in = new BufferedInputStream(from)) {
      var line = new ByteArrayOutputStream();
      long heard = 0;
      for (int b = in.read(); b >= 0 && !verdict.isDone(); b = in.read()) {
        if (++heard > most) {
          verdict.complete(Verdict.of("failed: it wrote more than " + most + " bytes"));
        } else if (b != '\n') {
          line.write(b);
        } else {
          String text = line.toString(StandardCharsets.UTF_8);
          line.reset();
          // Lines that are set in go on with the one before them, which says more.
          last = text.isBlank() || text.startsWith(" ") || hear(text) ? last : text;
        }
      }
    } catch (IOException e) {
      last = e.getMessage();
    }
    String why = last.isEmpty() ? "" : " (" + last.strip() + ")";
    verdict.complete(Verdict.of("failed: it ended without a verdict" + why));
    ready.complete(null);
  }

  /** Whether a line is the runner's. */
  private boolean hear(String line) {
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
