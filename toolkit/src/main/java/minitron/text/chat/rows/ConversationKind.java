package minitron.text.chat.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.io.Messages;
import minitron.text.Tokenizer;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Message;

/** The kinds of rows that instruction tuning is done with, known by their keys. */
public enum ConversationKind {
  /** Messages of a chat, and perhaps the tools that the assistant may call. */
  MESSAGES("messages") {
    @Override
    public LabelledIds label(ConversationRow row, RowTokens tokens) {
      return tokens.messages(row.messages("messages"), row.tools());
    }
  },
  /** A text and how it goes on, or messages and their answer. */
  PROMPT_COMPLETION("prompt and completion") {
    @Override
    public LabelledIds label(ConversationRow row, RowTokens tokens) {
      if (row.fields().get("prompt") instanceof String prompt) {
        return tokens.texts(prompt, row.text("completion"));
      }
      List<Message> asked = row.messages("prompt");
      List<Message> whole = new ArrayList<>(asked);
      whole.addAll(row.messages("completion"));
      return tokens.messages(asked, whole, row.tools());
    }
  },
  /** NeMo's chats: a system text and turns, of which those of one role are masked. */
  NEMO_CHAT("system and conversations") {
    @Override
    public LabelledIds label(ConversationRow row, RowTokens tokens) {
      return new NemoChat(tokens.nemo(), tokens.tokenizer()::encodePlain, tokens.notes())
          .label(row)
          .labels();
    }
  },
  /** ShareGPT's chats. */
  SHAREGPT("conversations") {
    @Override
    public LabelledIds label(ConversationRow row, RowTokens tokens) {
      List<Message> messages =
          row.rows("conversations").stream()
              .map(turn -> Message.of(role(turn), turn.text("value")))
              .toList();
      return tokens.messages(messages, row.tools());
    }
  },
  /** NeMo's prompt and response, with a blank between them. */
  NEMO_PROMPT("input and output") {
    @Override
    public LabelledIds label(ConversationRow row, RowTokens tokens) {
      return answered(tokens.tokenizer(), row.text("input"), row.text("output"));
    }
  },
  /** A text, all of which is learnt. */
  TEXT("text") {
    @Override
    public LabelledIds label(ConversationRow row, RowTokens tokens) {
      return tokens.text(row.text("text"));
    }
  };

  private static final Map<String, String> ROLES =
      Map.of("human", "user", "gpt", "assistant", "system", "system");

  private static final String AND = " and ";

  private final String keys;

  ConversationKind(String keys) {
    this.keys = keys;
  }

  /**
   * The tokens of a row, and which of them are supervised.
   *
   * @throws IllegalArgumentException naming the row and its field if it is not what it must be
   */
  public abstract LabelledIds label(ConversationRow row, RowTokens tokens);

  /**
   * The kind of a row.
   *
   * @throws IllegalArgumentException if it has the keys of none
   */
  public static ConversationKind of(ConversationRow row) {
    return Arrays.stream(values())
        .filter(kind -> row.fields().keySet().containsAll(List.of(kind.keys.split(AND))))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has the fields %s, which are no conversation; allowed are %s."
                        .formatted(
                            row.where(),
                            Messages.cut(String.join(", ", row.fields().keySet())),
                            all())));
  }

  private static String all() {
    return Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String role(ConversationRow turn) {
    String from = turn.text("from");
    if (!ROLES.containsKey(from)) {
      throw turn.problem("from", "must be human, gpt or system");
    }
    return ROLES.get(from);
  }

  /**
   * As NeMo does it: prompt and answer are tokenized apart, no BOS is added, and the EOS is the
   * last token.
   */
  private static LabelledIds answered(Tokenizer tokenizer, String input, String output) {
    int[] asked = tokenizer.encodePlain(input);
    String answer = spaceMatters(tokenizer) ? " " + output : output;
    IntStream end = tokenizer.eos().stream();
    int[] whole =
        Stream.of(IntStream.of(asked), IntStream.of(tokenizer.encodePlain(answer)), end)
            .flatMapToInt(part -> part)
            .toArray();
    return RowTokens.from(asked.length, whole);
  }

  /** Not where each word begins with a space of its own in any case. */
  private static boolean spaceMatters(Tokenizer tokenizer) {
    int[] apart =
        IntStream.concat(
                IntStream.of(tokenizer.encodePlain("x")), IntStream.of(tokenizer.encodePlain("y")))
            .toArray();
    return !Arrays.equals(tokenizer.encodePlain("x y"), apart);
  }

  /** Its keys. */
  @Override
  public String toString() {
    return keys;
  }
}
