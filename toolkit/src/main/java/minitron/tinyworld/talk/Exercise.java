package minitron.tinyworld.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minitron.text.chat.Message;

/**
 * A conversation that is right, and the same as a row of a benchmark.
 *
 * @param skill the benchmark
 * @param messages user and assistant in turn
 * @param row with the fields of the benchmark's data
 * @param right the row of its answers; empty where the benchmark has no file of them, or none for
 *     this row
 */
public record Exercise(String skill, List<Message> messages, Object row, Optional<Object> right) {
  /** Keeps the messages as they are now. */
  public Exercise {
    messages = List.copyOf(messages);
  }

  /** A conversation of what the user and the assistant say in turn. */
  static Exercise of(String skill, List<String> said, Object row, Optional<Object> right) {
    List<Message> messages = new ArrayList<>();
    for (String text : said) {
      messages.add(Message.of(messages.size() % 2 == 0 ? "user" : "assistant", text));
    }
    return new Exercise(skill, messages, row, right);
  }
}
