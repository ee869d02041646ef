package minitron.text.chat.rows;

import java.util.Map;

/**
 * What NeMo's chat format marks turns with ({@code chat_prompt_tokens} of its configuration).
 *
 * @param systemTurnStart before the system's name
 * @param turnStart before the name of each turn
 * @param labelStart before a label
 * @param endOfTurn after each turn
 * @param endOfName after each name and label
 */
public record ChatPromptTokens(
    String systemTurnStart,
    String turnStart,
    String labelStart,
    String endOfTurn,
    String endOfName) {
  /** NeMo's own. */
  public static final ChatPromptTokens NEMO =
      new ChatPromptTokens("\u0000", "\u0011", "\u0012", "\n", "\n");

  /** Those of Nemotron's models. */
  public static final ChatPromptTokens NEMOTRON =
      new ChatPromptTokens("<extra_id_0>", "<extra_id_1>", "<extra_id_2>", "\n", "\n");

  private static final Map<String, ChatPromptTokens> NAMED =
      Map.of("nemo", NEMO, "nemotron", NEMOTRON);

  /** By name: {@code nemo} or {@code nemotron}. */
  public static ChatPromptTokens of(String name) {
    if (!NAMED.containsKey(name)) {
      throw new IllegalArgumentException(
          "Chat prompt tokens %s: allowed are nemo and nemotron.".formatted(name));
    }
    return NAMED.get(name);
  }
}
