package minitron.text.chat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Conversations of several samples in one row of tokens, one after the other.
 *
 * @param samples in their order
 */
public record SideBySide(List<Pack> samples) {
  /** Keeps the samples as they are now. */
  public SideBySide {
    samples = List.copyOf(samples);
  }

  private Stream<LabelledIds> conversations() {
    return samples.stream().flatMap(pack -> pack.conversations().stream());
  }

  /** Where each conversation begins, and where the last ends. */
  public long[] bounds() {
    long[] sizes = conversations().mapToLong(LabelledIds::size).toArray();
    var bounds = new long[1 + sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      bounds[1 + i] = bounds[i] + sizes[i];
    }
    return bounds;
  }

  /** All ids. */
  public int[] ids() {
    return conversations().flatMapToInt(each -> IntStream.of(each.ids())).toArray();
  }

  /** How many tokens are supervised, but for the first of a conversation. */
  public int targets() {
    return conversations().mapToInt(LabelledIds::targets).sum();
  }

  /** Their places in the row. */
  public int[] supervised() {
    long[] bounds = bounds();
    List<LabelledIds> all = conversations().toList();
    return IntStream.range(0, all.size())
        .flatMap(i -> supervised(all.get(i), Math.toIntExact(bounds[i])))
        .toArray();
  }

  private static IntStream supervised(LabelledIds conversation, int start) {
    return IntStream.range(1, conversation.size())
        .filter(conversation::isSupervised)
        .map(t -> start + t);
  }
}
