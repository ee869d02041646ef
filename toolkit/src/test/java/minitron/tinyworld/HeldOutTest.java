package minitron.tinyworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import minitron.text.Row;
import minitron.tinyworld.words.HeldOut;
import minitron.tinyworld.words.Kind;
import minitron.tinyworld.words.Nouns;
import minitron.tinyworld.words.Register;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No fact of an item stands anywhere in the stories, task by task. */
class HeldOutTest {
  private static final int PAGES = 4000;
  private static Set<String> told;

  @BeforeAll
  static void readStories() {
    Set<String> facts = new HashSet<>();
    for (Register register : Register.values()) {
      Stories stories = new Stories(register, TinyWorld.TRAINING_SEED);
      LongStream.range(0, PAGES)
          .forEach(i -> facts.addAll(FactReader.facts(stories.page(i, (int) (i % 4)))));
    }
    Letters letters = new Letters(new Stories(Register.ORIGINAL, TinyWorld.TRAINING_SEED), null);
    LongStream.range(0, PAGES / 4)
        .forEach(i -> facts.addAll(FactReader.facts(letters.page(i, false))));
    told = Set.copyOf(facts);
  }

  @Test
  void storiesTellMostOfWhatTheyMay() {
    // Things in places or with people 32 × 24, in or like others 20 × 19 + 12 × 20, the dots of
    // things 32 × 8 × 4, people's numbers 14 × 8 × 4: 2860, of which a quarter is held out.
    assertEquals(0.75 * 2860, told.size(), 60);
  }

  @Test
  void winogrande() {
    check("winogrande", List.of("train", "validation"), List.of("sentence"));
  }

  @Test
  void hellaswag() {
    check("hellaswag", List.of("train", "validation"), List.of("ctx_a"));
  }

  @Test
  void arcChallenge() {
    check("arc_challenge", List.of("train", "validation", "test"), List.of("question"));
  }

  @Test
  void mmlu() {
    for (Kind kind : Kind.ALL) {
      check("mmlu", List.of(kind.subject + ".dev", kind.subject + ".test"), List.of("question"));
    }
  }

  @Test
  void gsm8k() {
    check("gsm8k", List.of("train", "test"), List.of("question"));
  }

  /** What follows from an item is told nowhere either: where its last noun is, or whose. */
  @Test
  void winograndeAnswers() {
    int seen = 0;
    for (Row row : TinyWorld.items().split("winogrande", "validation").rows()) {
      String right = row.text("option" + row.text("answer"));
      String solved = row.text("sentence").replace("_", right);
      for (String fact : FactReader.facts(solved)) {
        assertFalse(told.contains(fact), () -> fact + " of " + row.where());
        seen++;
      }
    }
    assertTrue(seen > 1600 * 3);
  }

  private static void check(String dataset, List<String> splits, List<String> fields) {
    for (String split : splits) {
      for (Row row : TinyWorld.items().split(dataset, split).rows()) {
        String text = String.join(" ", fields.stream().map(row::text).toList());
        Set<String> facts = FactReader.facts(text);
        assertFalse(facts.isEmpty(), () -> "no fact was read in " + text);
        facts.forEach(fact -> assertFalse(told.contains(fact), () -> fact + " of " + row.where()));
      }
    }
  }

  @Test
  void aQuarterOfAllPairsIsHeldOut() {
    long held =
        Nouns.SMALL.stream()
            .flatMap(s -> Nouns.CONTAINERS.stream().filter(c -> HeldOut.pair(s, c)))
            .count();
    double share = held / (double) (Nouns.SMALL.size() * Nouns.CONTAINERS.size());
    assertEquals(0.25, share, 0.04);
  }
}
