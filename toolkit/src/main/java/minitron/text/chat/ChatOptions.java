package minitron.text.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a chat template is told besides the messages.
 *
 * @param tools the functions that a model may call, in their JSON schemas; empty if there are none
 * @param addGenerationPrompt whether the text ends where the assistant's turn has just begun
 * @param continueFinalMessage whether the text ends inside the last message, which goes on
 * @param variables other variables of the template, over those that it has anyway
 */
public record ChatOptions(
    Optional<List<Object>> tools,
    boolean addGenerationPrompt,
    boolean continueFinalMessage,
    Map<String, Object> variables) {
  /** Whole messages and nothing else. */
  public static final ChatOptions DEFAULT =
      new ChatOptions(Optional.empty(), false, false, Map.of());

  /** The text up to where a model answers. */
  public static final ChatOptions ASKING = DEFAULT.withGenerationPrompt(true);

  /** Keeps the values as they are now. */
  public ChatOptions {
    if (addGenerationPrompt && continueFinalMessage) {
      throw new IllegalArgumentException(
          "The final message cannot go on where a new turn begins: ask for one of the two.");
    }
    tools = tools.map(all -> Collections.unmodifiableList(new ArrayList<>(all)));
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** The same with functions that the model may call. */
  public ChatOptions withTools(List<?> functions) {
    return new ChatOptions(
        Optional.of(new ArrayList<>(functions)),
        addGenerationPrompt,
        continueFinalMessage,
        variables);
  }

  /** The same with or without the beginning of the assistant's next turn. */
  public ChatOptions withGenerationPrompt(boolean add) {
    return new ChatOptions(tools, add, continueFinalMessage, variables);
  }

  /** The same with a last message that goes on. */
  public ChatOptions continuing() {
    return new ChatOptions(tools, addGenerationPrompt, true, variables);
  }

  /** The same with a variable of the template, such as {@code enable_thinking}. */
  public ChatOptions with(String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.put(name, value);
    return new ChatOptions(tools, addGenerationPrompt, continueFinalMessage, all);
  }
}
