package minitron.eval.ask;

import java.util.List;
import minitron.text.chat.Message;

/** How a conversation becomes the text that a model goes on from, its own turn just begun. */
@FunctionalInterface
public interface ChatFormat {
  /**
   * The text of a conversation, its BOS token included where the template has one.
   *
   * @throws IllegalArgumentException for messages that the template refuses
   */
  String prompt(List<Message> messages);

  /** What it is, in words for a result. */
  default String described() {
    return "the chat template";
  }
}
