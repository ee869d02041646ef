package minitron.text.chat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minitron.python.PythonText;
import minitron.text.jinja.Rendering;
import minitron.text.jinja.Rendering.Span;

/** Which part of a conversation's text a model learns to write. */
public final class ChatLabels {
  private ChatLabels() {}

  /**
   * A conversation's text with the places of what the assistant says, the end of its turns
   * included: what the template's generation tags hold, or, without them, what each assistant turn
   * adds to the text that asks for it.
   *
   * @throws IllegalArgumentException naming a template without the tags whose text of some messages
   *     does not begin with its text of fewer
   */
  public static Rendering of(ChatTemplate template, List<Message> messages, ChatOptions options) {
    Rendering whole = template.render(messages, options);
    if (template.marksGeneration(options)) {
      return whole;
    }
    List<Span> spans = new ArrayList<>();
    for (int turn = 0; turn < messages.size(); turn++) {
      if ("assistant".equals(messages.get(turn).fields().get("role"))) {
        spans.add(span(template, messages, options, turn, whole.text()));
      }
    }
    return new Rendering(whole.text(), spans);
  }

  private static Span span(
      ChatTemplate template, List<Message> messages, ChatOptions options, int turn, String whole) {
    String asked = text(template, messages.subList(0, turn), options, true);
    String answered =
        PythonText.stripEnd(text(template, messages.subList(0, turn + 1), options, false));
    if (!answered.startsWith(asked) || !whole.startsWith(answered)) {
      throw new IllegalArgumentException(
          "The chat template %s does not tell which of its text an assistant writes: its text up to message %d is no beginning of the rest. Put {%% generation %%} … {%% endgeneration %%} around what an assistant writes."
              .formatted(template.name(), turn + 1));
    }
    return new Span(PythonText.length(asked), PythonText.length(answered));
  }

  private static String text(
      ChatTemplate template, List<Message> messages, ChatOptions options, boolean asking) {
    return template.render(messages, options.withGenerationPrompt(asking)).text();
  }

  /** The tokens of a text, those of its spans supervised. */
  public static LabelledIds tokens(Rendering text, EncodedText encoded) {
    var supervised = new BitSet();
    for (Span span : text.generated()) {
      OptionalInt first = encoded.tokenOf(span.from());
      if (first.isEmpty()) {
        break; // as transformers: what follows is cut off
      }
      OptionalInt last = encoded.tokenOf(span.to() - 1);
      int end = last.isPresent() ? last.getAsInt() + 1 : encoded.size();
      if (end > first.getAsInt()) {
        supervised.set(first.getAsInt(), end);
      }
    }
    return LabelledIds.of(encoded.ids(), supervised);
  }

  /** The last supervised token; empty if none is. */
  public static Optional<Integer> last(LabelledIds labels) {
    for (int i = labels.size() - 1; i >= 0; i--) {
      if (labels.isSupervised(i)) {
        return Optional.of(labels.ids()[i]);
      }
    }
    return Optional.empty();
  }
}
