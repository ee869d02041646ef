package minitron.text.corpus;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a file of token ids.
 *
 * @param width bytes a token: 2 or 4
 * @param tokens how many there are
 * @param largest the largest id
 * @param largestAt which token has it first, from 0
 * @param sha256 of the ids as 32-bit integers, the most significant byte first
 * @param checksum of the file's two ends
 */
record TokenFacts(
    int width, long tokens, long largest, long largestAt, String sha256, long checksum) {
  private static final Pattern LINE =
      Pattern.compile("([24]) (\\d{1,18}) (\\d{1,10}) (\\d{1,18}) ([0-9a-f]{64}) (\\d{1,10})\n");

  /** As one line. */
  String line() {
    return String.format(
        Locale.ROOT, "%d %d %d %d %s %d\n", width, tokens, largest, largestAt, sha256, checksum);
  }

  /** What a line says; empty if it is damaged. */
  static Optional<TokenFacts> parse(String line) {
    Matcher facts = LINE.matcher(line);
    return facts.matches()
        ? Optional.of(
            new TokenFacts(
                Integer.parseInt(facts.group(1)),
                Long.parseLong(facts.group(2)),
                Long.parseLong(facts.group(3)),
                Long.parseLong(facts.group(4)),
                facts.group(5),
                Long.parseLong(facts.group(6))))
        : Optional.empty();
  }

  TokenFacts with(long otherChecksum) {
    return new TokenFacts(width, tokens, largest, largestAt, sha256, otherChecksum);
  }
}
