package minitron.text.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexCheckTest {
  private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String REST =
      "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  /** Those of GPT-2, Llama 3, o200k, DeepSeek, BLOOM, CLIP and others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
        "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+" + REST,
        "[^\\r\\n\\p{L}\\p{N}]?" + UPPER + "*" + LOWER + "+(?i:'s|'t|'re|'ve|'m|'ll|'d)?" + REST,
        "[^\\r\\n\\p{L}\\p{N}]?" + UPPER + "+" + LOWER + "*(?i:'s|'t|'re|'ve|'m|'ll|'d)?" + REST,
        "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}]?[\\p{L}\\p{M}]+",
        " ?[^(\\s|[.,!?…。，、।۔،])]+",
        "<\\|endoftext\\|>|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
        "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++",
        "[一-龥぀-ゟ゠-ヿ]+"
      })
  void thoseOfKnownTokenizersPass(String regex) {
    assertEquals(1, RegexCheck.least(regex));
  }

  @ParameterizedTest
  @CsvSource({"' {2,}',2", "'[0-9][0-9][0-9]',3", "'(?=(\\d{3})+(?!\\d))',0", "a|bc|,0", "\\b,0"})
  void theShortestMatchIsCounted(String regex, int least) {
    assertEquals(least, RegexCheck.least(regex));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+b",
        "(a|aa)+b",
        "(a*)*",
        "a*a*b",
        "(.+)+$",
        "(a{1,5}){1,5}b",
        "a?a?a?a?a?a?a?a?b",
        "a**",
        "(?:.*,){11}P",
        "a{5000}",
        "((a{100}){100}){100}",
        "\\1",
        "(?<n>a)\\g<n>",
        "(?(1)a|b)",
        "(a",
        "a)",
        "[a",
        "+",
        "\\"
      })
  void whatMayTakeTooManyTriesIsRefused(String regex) {
    assertThrows(IllegalArgumentException.class, () -> RegexCheck.least(regex));
  }
}
