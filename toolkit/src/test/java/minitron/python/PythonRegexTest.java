package minitron.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code re.findall} gives for the same expression and text. */
class PythonRegexTest {

  private static List<String> found(String regex, int flags, String text) {
    return PythonRegex.compile(regex, flags)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<String> found(String regex, String text) {
    return found(regex, 0, text);
  }

  @Test
  void wordsAndSpacesArePythons() {
    // A fraction is of a word, and an accent that stands alone is not.
    assertEquals(List.of("½e", "x_1"), found("\\w+", "½e\u0301 x_1"));
    assertEquals(
        List.of("\u001c", "\u0085", "\u00a0"), found("\\s", "a\u001cb\u0085c\u00a0\u200b"));
    assertEquals(List.of("٣"), found("\\d", "½٣²"));
    assertEquals(List.of("½", "x"), found("[^\\W\\d]", "1½2x-"));
    assertEquals(List.of("a ", "_-"), found("[\\w_][\\s-]", "a b_-"));
  }

  @Test
  void edgesOfWordsAreBetweenCharacters() {
    assertEquals(List.of("cat"), found("\\bcat\\b", "cat cats concat"));
    assertEquals(List.of("𝒳"), found("\\b𝒳\\b", "a 𝒳. 𝒳𝒳"));
    assertEquals(List.of("at"), found("\\Bat", "cat at"));
  }

  @Test
  void onlyALineFeedEndsALine() {
    assertEquals(List.of("a\rb\u2028c"), found(".+", "a\rb\u2028c\n"));
    assertEquals(List.of("c"), found("c$", "a\rc\n"));
    assertEquals(List.of(), found("c\\Z", "a\rc\n"));
    assertEquals(3, found("^", PythonRegex.MULTILINE, "a\nb\n").size());
  }

  @Test
  void lettersAreEqualWhateverTheirCase() {
    assertEquals(List.of("K", "k", "\u212a"), found("k", PythonRegex.IGNORECASE, "Kk\u212a"));
    assertEquals(List.of("ß", "ẞ"), found("ß", PythonRegex.IGNORECASE, "ßẞss"));
    assertEquals(List.of("İ", "i", "ı"), found("İ", PythonRegex.IGNORECASE, "İiı"));
  }

  @Test
  void bracesAndBracketsMayBePlain() {
    assertEquals(List.of("a{b}"), found("a{b}", "a{b}"));
    assertEquals(List.of("aab", "b"), found("a{,2}b", "aab b"));
    assertEquals(List.of("[", "a", "&"), found("[[a&&]", "[a&b"));
    assertEquals(List.of("]", "a"), found("[]a]", "]ab"));
    assertEquals(List.of("abab"), found("(?P<x>ab)(?P=x)", "abab"));
    assertEquals(List.of("\b", "\u000b"), found("[\\b\\v]", "\b\u000b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "a**", "[a", "\\", "\\q", "\\Qa\\E", "\\p{L}", "\\x1", "(?(1)a|b)"})
  void whatIsNoneIsRefused(String regex) {
    var refused = assertThrows(IllegalArgumentException.class, () -> PythonRegex.compile(regex));
    assertTrue(refused.getMessage().startsWith("\"" + regex + "\" is no regular"), regex);
  }
}
