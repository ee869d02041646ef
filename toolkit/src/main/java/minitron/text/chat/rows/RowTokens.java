package minitron.text.chat.rows;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import minitron.text.ChatTokenizer;
import minitron.text.Tokenizer;
import minitron.text.chat.ChatOptions;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Message;

/**
 * What makes tokens of rows.
 *
 * @param tokenizer for texts
 * @param chat for messages; it is asked for where there are some
 * @param nemo what marks the turns of NeMo's chat rows
 * @param notes hears what a user should know, a sentence
 */
public record RowTokens(
    Tokenizer tokenizer,
    Supplier<ChatTokenizer> chat,
    ChatPromptTokens nemo,
    Consumer<String> notes) {
  /** Messages, of which the assistant's are supervised. */
  LabelledIds messages(List<Message> messages, Optional<List<?>> tools) {
    ChatTokenizer tokens = chat.get();
    LabelledIds labels = tokens.label(messages, options(tools, ChatOptions.DEFAULT));
    if (labels.targets() > 0) {
      tokens.warning(labels).ifPresent(notes);
    }
    return labels;
  }

  /** Messages that are asked, and those that are answered, all of which are supervised. */
  LabelledIds messages(List<Message> prompt, List<Message> whole, Optional<List<?>> tools) {
    ChatTokenizer tokens = chat.get();
    return after(
        tokens.encode(prompt, options(tools, ChatOptions.ASKING)),
        tokens.encode(whole, options(tools, ChatOptions.DEFAULT)));
  }

  private static ChatOptions options(Optional<List<?>> tools, ChatOptions options) {
    return tools.map(options::withTools).orElse(options);
  }

  /** A text that goes on, and ends: what is behind the prompt is supervised. */
  LabelledIds texts(String prompt, String completion) {
    return after(tokenizer.encode(prompt), tokenizer.encode(prompt + ended(completion)));
  }

  /** A text, all of which is supervised. */
  LabelledIds text(String text) {
    return from(0, tokenizer.encode(ended(text)));
  }

  private String ended(String text) {
    return tokenizer.eosText().filter(eos -> !text.endsWith(eos)).map(text::concat).orElse(text);
  }

  private LabelledIds after(int[] prompt, int[] whole) {
    boolean begins = prompt.length <= whole.length;
    for (int i = 0; begins && i < prompt.length; i++) {
      begins = prompt[i] == whole[i];
    }
    if (!begins) {
      notes.accept(
          "The tokens of prompt and completion do not begin with those of the prompt alone, so the first supervised token may be off by some.");
    }
    return from(Math.min(prompt.length, whole.length), whole);
  }

  /** Tokens, supervised from a place on. */
  static LabelledIds from(int place, int... ids) {
    var supervised = new BitSet();
    supervised.set(place, ids.length);
    return LabelledIds.of(ids, supervised);
  }
}
