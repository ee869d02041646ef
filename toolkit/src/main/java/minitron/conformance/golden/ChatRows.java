package minitron.conformance.golden;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import minitron.python.PythonRepr;
import minitron.text.chat.ChatOptions;
import minitron.text.chat.ChatTemplate;
import minitron.text.chat.Message;
import minitron.text.jinja.Rendering;

/** Conversations that chat templates made one text of. */
final class ChatRows {
  /** Options that are no variables of the template. */
  private static final List<String> OWN =
      List.of(
          "tools",
          "add_generation_prompt",
          "continue_final_message",
          "return_assistant_tokens_mask");

  private static final String RAISED = "TemplateError"; // by the template itself

  private ChatRows() {}

  static Map<String, GoldenCheck> kinds() {
    return Map.of("clock", (row, folder) -> clock(row), "chat_template", ChatRows::template);
  }

  private static Optional<String> clock(GoldenRow row) {
    LocalDateTime.parse(row.text("now"));
    return Optional.empty();
  }

  private static Optional<String> template(GoldenRow row, GoldenFolder folder) {
    Rendering rendering;
    try {
      rendering = render(row, now(row, folder));
    } catch (IllegalArgumentException e) {
      return row.has("error") ? refused(row, e) : Optional.of(e.getMessage());
    }
    if (row.has("error")) {
      return Optional.of("no error, but " + PythonRepr.repr(rendering.text()));
    }
    Optional<String> text =
        GoldenCheck.equal(
            "the text", PythonRepr.repr(row.text("expected")), PythonRepr.repr(rendering.text()));
    return text.isEmpty() && row.has("generation_spans") ? spans(row, rendering) : text;
  }

  private static Optional<String> refused(GoldenRow row, IllegalArgumentException error) {
    String message = error.getCause() == null ? error.getMessage() : error.getCause().getMessage();
    return row.text("error").equals(RAISED)
        ? GoldenCheck.equal("the error", row.text("error_message"), message)
        : Optional.empty();
  }

  private static Optional<String> spans(GoldenRow row, Rendering rendering) {
    List<Object> actual = new ArrayList<>();
    rendering.generated().forEach(s -> actual.add(List.of((long) s.from(), (long) s.to())));
    return GoldenCheck.equal("what is generated", row.list("generation_spans"), actual);
  }

  private static Supplier<LocalDateTime> now(GoldenRow row, GoldenFolder folder) {
    return folder.beside(row, "clock").stream()
        .findFirst()
        .map(clock -> LocalDateTime.parse(clock.text("now")))
        .<Supplier<LocalDateTime>>map(time -> () -> time)
        .orElse(LocalDateTime::now);
  }

  private static Rendering render(GoldenRow row, Supplier<LocalDateTime> now) {
    Map<String, Object> options = row.object("options");
    Map<String, Object> variables = new LinkedHashMap<>(options);
    OWN.forEach(variables::remove);
    var asked =
        new ChatOptions(
            Optional.ofNullable(options.get("tools"))
                .map(tools -> new ArrayList<>((List<?>) tools)),
            Boolean.TRUE.equals(options.get("add_generation_prompt")),
            Boolean.TRUE.equals(options.get("continue_final_message")),
            variables);
    return ChatTemplate.of(row.text("name"), row.text("template"), Map.of())
        .render(messages(row), asked, now);
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static List<Message> messages(GoldenRow row) {
    return row.list("messages").stream()
        .map(fields -> new Message((Map<String, Object>) fields))
        .toList();
  }
}
