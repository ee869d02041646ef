package minitron.text.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The alternatives of which the patterns of GPT-2, GPT-4, Llama 3, Qwen2, Mistral NeMo and GPT-4o
 * are made. No match of any of them goes on from a letter or digit to a space or a line end, none
 * looks back, and none looks further ahead than the one character after it.
 */
final class KnownPatterns {
  private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String BEFORE = "[^\\r\\n\\p{L}\\p{N}]?";
  private static final String CUT_OFF = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";

  private static final Set<String> LETTERS = Set.of(" ?\\p{L}+", BEFORE + "\\p{L}+");

  /** Together they take every run of letters, and marks with them. */
  private static final List<Set<String>> CASES =
      List.of(
          Set.of(BEFORE + UPPER + "*" + LOWER + "+", BEFORE + UPPER + "+" + LOWER + "*"),
          Set.of(
              BEFORE + UPPER + "*" + LOWER + "+" + CUT_OFF + "?",
              BEFORE + UPPER + "+" + LOWER + "*" + CUT_OFF + "?"));

  private static final Set<String> DIGITS = Set.of(" ?\\p{N}+", "\\p{N}", "\\p{N}{1,3}");

  private static final Set<String> OTHERS =
      Set.of(
          "'s",
          "'t",
          "'re",
          "'ve",
          "'m",
          "'ll",
          "'d",
          CUT_OFF,
          " ?[^\\s\\p{L}\\p{N}]+",
          " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*",
          " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*",
          "\\s*[\\r\\n]+",
          "\\s*[\\r\\n]",
          "\\s+(?!\\S)",
          "\\s+");

  private KnownPatterns() {}

  /** Whether all alternatives of a pattern are known. */
  static boolean has(String regex) {
    return alternatives(regex).stream()
        .allMatch(
            one ->
                LETTERS.contains(one)
                    || DIGITS.contains(one)
                    || OTHERS.contains(one)
                    || CASES.stream().anyMatch(both -> both.contains(one)));
  }

  /** Whether a known pattern also takes every letter and every digit, so that it splits there. */
  static boolean splits(String regex) {
    List<String> all = alternatives(regex);
    boolean letters =
        all.stream().anyMatch(LETTERS::contains) || CASES.stream().anyMatch(all::containsAll);
    return has(regex) && letters && all.stream().anyMatch(DIGITS::contains);
  }

  /** The parts between bars that stand in no parentheses; no known part has an escaped one. */
  private static List<String> alternatives(String regex) {
    List<String> all = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '|' && depth == 0) {
        all.add(regex.substring(from, i));
        from = i + 1;
      }
    }
    all.add(regex.substring(from));
    return all;
  }
}
