package minitron.text.chat.rows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Pack;
import minitron.text.chat.Packing;

/**
 * Conversations of at most some length: the start of each is kept, and one of which nothing is
 * supervised then is left out.
 *
 * @param conversations those that are read
 * @param length tokens at most
 * @param shortened how many were longer
 * @param dropped how many were left out
 */
public record Cut(List<LabelledIds> conversations, int length, int shortened, int dropped) {
  static Cut of(List<LabelledIds> all, int length) {
    List<LabelledIds> kept =
        all.stream().map(each -> each.first(length)).filter(each -> each.targets() > 0).toList();
    int longer = (int) all.stream().filter(each -> each.size() > length).count();
    return new Cut(kept, length, longer, all.size() - kept.size());
  }

  /** A sample each, or as many in a sample as the length holds. */
  public List<Pack> samples(boolean packed) {
    return packed
        ? Packing.bestFit(conversations, length)
        : conversations.stream().map(Pack::of).toList();
  }

  /** The longest, tokens. */
  public int longest() {
    return conversations.stream().mapToInt(LabelledIds::size).max().orElse(0);
  }

  /** What was shortened and left out, in a sentence; empty if nothing was. */
  public Optional<String> said() {
    if (shortened + dropped == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%,d conversations were longer than %,d tokens and keep their start; %,d were left out, as none of their tokens is supervised.",
            shortened,
            length,
            dropped));
  }
}
