package minitron.eval.mtbench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.eval.ask.Judge;
import minitron.python.PythonJson;
import minitron.text.chat.Message;

/** What is sent to chat completions, and what comes back. */
final class ChatBody {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private ChatBody() {}

  /** A request for the likeliest judgment. */
  static String of(String model, List<Message> messages) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put("messages", messages.stream().map(Message::fields).toList());
    body.put("temperature", 0);
    body.put("max_tokens", Judge.MAX_TOKENS);
    body.put("n", 1);
    return GSON.toJson(body);
  }

  /**
   * {@code choices[0].message.content} of an answer; null is an empty text. Empty for what has no
   * such text, or is no JSON.
   */
  static Optional<String> text(String answer) {
    try {
      if (PythonJson.loads(answer) instanceof Map<?, ?> body
          && body.get("choices") instanceof List<?> choices
          && !choices.isEmpty()
          && choices.get(0) instanceof Map<?, ?> first
          && first.get("message") instanceof Map<?, ?> message
          && message.containsKey("content")) {
        Object content = message.get("content");
        return content == null || content instanceof String
            ? Optional.of(content == null ? "" : (String) content)
            : Optional.empty();
      }
    } catch (IllegalArgumentException e) {
      // No JSON is as good as no answer.
    }
    return Optional.empty();
  }
}
