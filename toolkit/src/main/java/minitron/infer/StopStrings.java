package minitron.infer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where writing stops, as the harness has it: at the first of some texts, or at a token that ends a
 * text. The text of the EOS token stops it too, where a model spells it out.
 *
 * @param texts in the harness's order, the EOS token's at the end; an empty one stops nothing
 */
public record StopStrings(List<String> texts, TokenCodec codec) {
  /** Leaves out empty texts, and adds the EOS token's. */
  public StopStrings {
    texts =
        Stream.concat(texts.stream(), codec.eosText().stream())
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
  }

  /** Whether the tokens written so far end in a stop. */
  public boolean reached(int[] written) {
    int last = written[written.length - 1];
    if (codec.ends().contains(last)) {
      return true;
    }
    // A token holds a byte at least, so an end of so many tokens has any new stop in it.
    int longest =
        texts.stream().mapToInt(t -> t.getBytes(StandardCharsets.UTF_8).length).max().orElse(0);
    int from = Math.max(0, written.length - longest - 4);
    String end = codec.decode(Arrays.copyOfRange(written, from, written.length));
    return texts.stream().anyMatch(end::contains);
  }

  /** The text of tokens up to the first stop, one stop after the other. */
  public String cut(int[] written) {
    return cut(codec.decode(written));
  }

  /** A text up to the first stop, one stop after the other. */
  public String cut(String text) {
    String left = text;
    for (String stop : texts) {
      int at = left.indexOf(stop);
      left = at < 0 ? left : left.substring(0, at);
    }
    return left;
  }
}
