package minitron.infer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where generation stops, as the harness has it: at the first stop string, or at a token that ends
 * a text. The text of the EOS token stops it too, where a model spells it out.
 */
public final class StopStrings {
  private final List<String> strings;
  private final TokenCodec codec;
  // A token holds a byte at least, so an end of so many tokens has any new stop in it.
  private final int window;

  /**
   * Leaves out empty strings, and adds the EOS token's.
   *
   * @param strings in the harness's order
   */
  public StopStrings(List<String> strings, TokenCodec codec) {
    this.codec = codec;
    this.strings =
        Stream.concat(strings.stream(), codec.eosText().stream())
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
    this.window =
        4
            + this.strings.stream()
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
  }

  /** The strings in the harness's order, the EOS token's at the end. */
  public List<String> strings() {
    return strings;
  }

  /** Whether the tokens generated so far end in a stop; they are decoded only if one may. */
  public boolean reached(int[] generated) {
    if (codec.ends().contains(generated[generated.length - 1])) {
      return true;
    }
    if (strings.isEmpty()) {
      return false;
    }
    int from = Math.max(0, generated.length - window);
    String end = codec.decode(Arrays.copyOfRange(generated, from, generated.length));
    return strings.stream().anyMatch(end::contains);
  }

  /** The text of tokens up to the first stop, one stop after the other. */
  public String cut(int[] generated) {
    return cut(codec.decode(generated));
  }

  /** A text up to the first stop, one stop after the other. */
  public String cut(String text) {
    String left = text;
    for (String stop : strings) {
      int at = left.indexOf(stop);
      left = at < 0 ? left : left.substring(0, at);
    }
    return left;
  }
}
