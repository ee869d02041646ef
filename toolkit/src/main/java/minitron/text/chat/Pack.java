package minitron.text.chat;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A sample of a batch: one conversation, or several whole ones that are read side by side. Each
 * begins at position 0 and sees nothing of the others.
 *
 * @param conversations at least one, and a token in each
 */
public record Pack(List<LabelledIds> conversations) {
  /** Checks that there is something to read. */
  public Pack {
    conversations = List.copyOf(conversations);
    if (conversations.isEmpty() || conversations.stream().anyMatch(each -> each.size() == 0)) {
      throw new IllegalArgumentException(
          "A sample needs a conversation, and each of them a token.");
    }
  }

  /** A conversation by itself. */
  public static Pack of(LabelledIds conversation) {
    return new Pack(List.of(conversation));
  }

  /** Tokens. */
  public int size() {
    return conversations.stream().mapToInt(LabelledIds::size).sum();
  }

  /** How many tokens are predicted and supervised; the first of a conversation never is. */
  public int targets() {
    return conversations.stream().mapToInt(LabelledIds::targets).sum();
  }

  /** All ids, one conversation after the other. */
  public int[] ids() {
    return conversations.stream().flatMapToInt(each -> IntStream.of(each.ids())).toArray();
  }
}
