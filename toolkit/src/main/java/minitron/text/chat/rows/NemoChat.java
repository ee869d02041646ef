package minitron.text.chat.rows;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import minitron.text.chat.LabelledIds;

/**
 * NeMo's chat format, as its {@code gpt_sft_chat_dataset.py} reads it: the text of a row, its
 * tokens and their mask. Turns are tokenized once more alone, and their lengths say where in the
 * whole each stands; where that is wrong NeMo warns, and so does this.
 *
 * @param marks what turns are marked with
 * @param encode the tokens of a text without special ones
 * @param notes hears the warnings
 */
public record NemoChat(
    ChatPromptTokens marks, Function<String, int[]> encode, Consumer<String> notes) {
  /** NeMo's own words. */
  public static final String MISMATCH =
      "a sentence mismatches the corresponding piece in the conversation";

  /** Stands before a text that is tokenized alone, as some tokenizers change its first token. */
  private static final String BEFORE = "\u0000";

  private static final String VALUE_TO_TEXT = "VALUE_TO_TEXT";
  private static final String TEXT_TO_VALUE = "TEXT_TO_VALUE";
  private static final Set<String> TYPES = Set.of(VALUE_TO_TEXT, TEXT_TO_VALUE);

  /**
   * A row as the model reads it.
   *
   * @param text what was tokenized
   */
  public record Labelled(String text, LabelledIds labels) {}

  /** A turn: who speaks, and its text with all that marks it. */
  private record Turn(String from, String text) {}

  /**
   * Text, tokens and labels of a row.
   *
   * @throws IllegalArgumentException if NeMo refuses it, saying why
   */
  public Labelled label(ConversationRow row) {
    Optional<String> type = row.someText("type");
    if (type.isPresent() && !TYPES.contains(type.get())) {
      throw row.problem("type", "must be VALUE_TO_TEXT, TEXT_TO_VALUE or null");
    }
    String masked = row.has("mask") ? row.text("mask") : "User";
    List<Turn> turns =
        row.rows("conversations").stream().map(turn -> turn(turn, type.orElse(""))).toList();
    if (turns.stream().noneMatch(turn -> turn.from.equals(masked))) {
      throw row.problem("mask", "must be the role of a turn");
    }
    String header =
        marks.systemTurnStart()
            + "System"
            + marks.endOfName()
            + row.text("system")
            + marks.endOfTurn();
    var text = new StringBuilder(header);
    turns.forEach(turn -> text.append(turn.text));
    if (!turns.get(turns.size() - 1).from.equals(masked)) {
      text.append(marks.turnStart());
    }
    int[] ids = encode.apply(text.toString());
    int[] head = encode.apply(header);
    if (head.length > ids.length || !Arrays.equals(head, Arrays.copyOf(ids, head.length))) {
      throw row.problem("system", "must end where a token ends");
    }
    BitSet supervised = supervised(row, ids, head.length, turns, masked, type.orElse(""));
    return new Labelled(text.toString(), LabelledIds.of(ids, supervised));
  }

  private Turn turn(ConversationRow turn, String type) {
    String name = marks.turnStart() + turn.text("from") + marks.endOfName();
    String value = turn.text("value");
    String label =
        type.isEmpty()
            ? ""
            : turn.someText("label")
                .map(words -> marks.labelStart() + words + marks.endOfName())
                .orElse("");
    return new Turn(
        turn.text("from"),
        type.equals(VALUE_TO_TEXT)
            ? name + label + value + marks.endOfTurn()
            : name + value + marks.endOfTurn() + label);
  }

  /** Of a text behind others. */
  private int[] alone(String text) {
    int[] both = encode.apply(BEFORE + text);
    int before = encode.apply(BEFORE).length;
    return Arrays.copyOfRange(both, Math.min(before, both.length), both.length);
  }

  private BitSet supervised(
      ConversationRow row, int[] ids, int header, List<Turn> turns, String masked, String type) {
    int[] labelStart = alone(marks.labelStart());
    int[] nameEnd = alone(marks.endOfName());
    int turnStart = alone(marks.turnStart()).length;
    var supervised = new BitSet();
    supervised.set(header, ids.length);
    int at = header;
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      int[] own = alone(turn.text);
      int name = alone(marks.turnStart() + turn.from + marks.endOfName()).length;
      int label = find(labelStart, own, 0);
      if (label >= 0 && type.equals(VALUE_TO_TEXT)) {
        if (name != label) {
          throw row.problem("conversations", "must have each label right behind a name");
        }
        int end = find(nameEnd, own, name);
        if (end < 0) {
          clear(supervised, at, at + own.length);
          continue; // NeMo goes on at the same place, too
        }
        name = end + nameEnd.length;
      } else if (label >= 0 && type.equals(TEXT_TO_VALUE)) {
        name = label + labelStart.length;
      }
      if (at >= ids.length) {
        break;
      }
      check(ids, at, own);
      int shown = turn.from.equals(masked) ? -1 : name;
      mask(supervised, at, at + own.length, i, shown, type.equals(TEXT_TO_VALUE), turnStart);
      at += own.length;
    }
    return supervised;
  }

  /** All but the first token of a turn must be those of the whole. */
  private void check(int[] ids, int at, int... own) {
    if (at + own.length < ids.length
        && own.length > 0
        && !Arrays.equals(ids, at + 1, at + own.length, own, 1, own.length)) {
      notes.accept(MISMATCH);
    }
  }

  /**
   * Masks a turn, or a part of it.
   *
   * @param name how many tokens of another role's turn are masked; -1 for the masked role
   * @param labels whether a label is learnt and not a value
   */
  private static void mask(
      BitSet supervised, int at, int end, int number, int name, boolean labels, int turnStart) {
    if (number == 0 && !labels) {
      clear(supervised, at, end); // a context for the rest
    } else if (name >= 0) {
      clear(supervised, at, at + name);
    } else if (number > 1 || (number == 1 && labels)) {
      clear(supervised, at + turnStart, end); // its start says that the turn before has ended
    } else {
      clear(supervised, at, end);
    }
  }

  private static void clear(BitSet supervised, int from, int to) {
    if (from < to) {
      supervised.clear(from, to);
    }
  }

  /** Where some ids stand in others from a place on; -1 if nowhere. */
  private static int find(int[] some, int[] ids, int from) {
    for (int i = from; i + some.length <= ids.length; i++) {
      if (Arrays.equals(ids, i, i + some.length, some, 0, some.length)) {
        return i;
      }
    }
    return -1;
  }
}
