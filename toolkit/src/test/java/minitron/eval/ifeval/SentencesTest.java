package minitron.eval.ifeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences and words as NLTK 3.10 splits them, and languages. */
class SentencesTest {

  @Test
  void abbreviationsAndInitialsEndNoSentence() {
    assertEquals(
        List.of("Mr. J. Smith paid $3.50 at 5 p.m. in the U.S. capital.", "Then he left."),
        Punkt.sentences("Mr. J. Smith paid $3.50 at 5 p.m. in the U.S. capital.  Then he left. "));
    assertEquals(List.of("It was 5 p.m.", "He left."), Punkt.sentences("It was 5 p.m. He left."));
  }

  @Test
  void closingQuotesStayWithTheirSentence() {
    assertEquals(
        List.of("(He said “no.”)", "Why?!", "Go!!!", "So."),
        Punkt.sentences("(He said “no.”) Why?! Go!!! So."));
    assertEquals(List.of(), Punkt.sentences("  \n"));
  }

  @Test
  void wordsAreApartFromPunctuation() {
    assertEquals(
        List.of(
            "I", "'M", "sure", ":", "CAN", "NOT", "do", "``", "it", "''", "(", "U.S.A.", ")", "."),
        WordTokens.of("I'M sure: CANNOT do \"it\" (U.S.A.)."));
    assertEquals(
        List.of("They", "'re", "gon", "na", "go", ",", "a", "--", "b", "...", "1,000", "."),
        WordTokens.of("They're gonna go, a--b... 1,000."));
  }

  @Test
  void aTextHasALanguage() {
    assertTrue(Languages.mayBe("en", "This is a sentence that nobody would take for another."));
    assertTrue(Languages.mayBe("ca", "Aquesta és una frase escrita en català, i no en castellà."));
    assertTrue(Languages.mayBe("ko", "이 문장은 한국어로 쓰여 있습니다."));
    assertTrue(
        Languages.mayBe("en", "ANSWER: CURLY, TITLE"), "capitals are judged by how words begin");
    assertFalse(Languages.mayBe("fr", "Dies ist ein Satz, den man nicht verwechseln kann."));
    assertTrue(Languages.mayBe("fr", "123 !?"), "without letters it may be any");
  }
}
