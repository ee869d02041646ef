package minitron.eval.ifeval;

import java.util.Map;
import java.util.function.Predicate;
import minitron.python.PythonText;

/** One instruction, and whether texts follow it. */
public final class Instruction {
  private final String id;
  private final String words;
  private final Predicate<String> check;

  private Instruction(String id, String words, Predicate<String> check) {
    this.id = id;
    this.words = words;
    this.check = check;
  }

  /**
   * An instruction of a kind.
   *
   * @param id the harness's name of the kind: {@code length_constraints:number_words}
   * @param kwargs what it asks in particular, Python's values by name
   * @throws IllegalArgumentException for a kind that there is not, and for what it cannot ask
   */
  public static Instruction of(String id, Map<String, Object> kwargs) {
    Rule rule = Rules.named(id);
    var asked = new Kwargs(kwargs);
    try {
      return new Instruction(id, rule.words().apply(asked), rule.check().apply(asked));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(id + ": " + e.getMessage(), e);
    }
  }

  /** The kind's name. */
  public String id() {
    return id;
  }

  /** What is asked, in a few words: {@code at least 300 words}. */
  public String words() {
    return words;
  }

  /** Whether a text, as it is, follows it; a blank one never does. */
  public boolean strict(String text) {
    return !PythonText.strip(text).isEmpty() && check.test(text);
  }

  /** Whether one of the text's looser forms follows it. */
  public boolean loose(String text) {
    return LooseForms.of(text).anyMatch(this::strict);
  }
}
