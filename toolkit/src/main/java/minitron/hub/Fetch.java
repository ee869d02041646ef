package minitron.hub;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Loads one file, and goes on where it broke off.
 *
 * @param requests who is asked
 * @param tries how often
 * @param statuses what is said of a refusal
 */
record Fetch(Requests requests, Tries tries, Statuses statuses) {
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  /**
   * Loads a file.
   *
   * @param address of the file on the hub
   * @param blob where its content goes
   * @param told how many bytes are there, again and again
   * @throws RuntimeException with a sentence, if it cannot be loaded; what came is kept, unless it
   *     is wrong
   */
  void run(URI address, RepoFile file, Path blob, LongConsumer told) {
    try (Incomplete part = Incomplete.of(blob, file, tries.cancelled())) {
      told.accept(part.length());
      tries.of(
          () -> {
            receive(address, file, part, told);
            return part;
          },
          part::length);
      part.finish();
    }
  }

  private void receive(URI address, RepoFile file, Incomplete part, LongConsumer told)
      throws Fault {
    if (part.length() == file.size()) {
      return;
    }
    String host;
    try (Answer answer = requests.get(address, part.length())) {
      begin(answer, file, part);
      host = answer.from().getHost();
      List<ByteBuffer> some = answer.body().next();
      for (; some != null && part.length() <= file.size(); some = answer.body().next()) {
        some.forEach(part::append);
        told.accept(Math.min(part.length(), file.size()));
      }
    }
    if (part.length() < file.size()) {
      throw Fault.passing(
          "The connection to %s ended before %s was whole: run the same again, it goes on from what is there."
              .formatted(host, file.path()));
    }
  }

  /** Sees that what comes is what was asked for: the rest of this file, or all of it. */
  private void begin(Answer answer, RepoFile file, Incomplete part) throws Fault {
    switch (answer.status()) {
      case 200 -> {
        checkSize(answer.header("Content-Length"), file);
        part.anew(); // the server may not go on in the middle
      }
      case 206 -> {
        Matcher range = RANGE.matcher(answer.header("Content-Range"));
        boolean goesOn = range.matches() && Answer.number(range.group(1)) == part.length();
        if (!goesOn) {
          throw unfit(part, answer);
        }
        checkSize(range.group(2), file);
      }
      case 416 -> throw unfit(part, answer);
      default -> throw statuses.refused(answer, file.path());
    }
  }

  private static Fault unfit(Incomplete part, Answer answer) {
    part.anew();
    return Fault.passing(
        "%s does not go on where a download broke off: run the same again, it begins anew."
            .formatted(answer.from().getHost()));
  }

  private static void checkSize(String said, RepoFile file) {
    long size = Answer.number(said);
    if (size >= 0 && size != file.size()) {
      throw new IllegalStateException(
          "%s has %d bytes by the hub's list, and the server sends %d: run the same again later."
              .formatted(file.path(), file.size(), size));
    }
  }
}
