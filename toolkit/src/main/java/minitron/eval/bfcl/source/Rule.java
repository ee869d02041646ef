package minitron.eval.bfcl.source;

import java.util.List;
import java.util.regex.Pattern;

/** A part of a grammar. */
sealed interface Rule {
  /** A text behind blanks; a word does not go on behind it. */
  record Literal(String text) implements Rule {}

  /**
   * A token by its pattern.
   *
   * @param blanks whether blanks may stand before
   */
  record Token(Pattern pattern, boolean blanks) implements Rule {}

  /** Another rule. */
  record Name(String name) implements Rule {}

  /** One after the other. */
  record Sequence(List<Rule> parts) implements Rule {}

  /** The first that fits. */
  record Choice(List<Rule> ways) implements Rule {}

  /** As often as it fits. */
  record Repeat(Rule rule, int least, int most) implements Rule {}

  /** Whether it would fit, or would not; nothing is taken. */
  record Look(Rule rule, boolean fits) implements Rule {}
}
