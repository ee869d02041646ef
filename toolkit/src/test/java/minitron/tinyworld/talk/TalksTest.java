package minitron.tinyworld.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.tinyworld.words.Nouns;
import org.junit.jupiter.api.Test;

class TalksTest {
  private static final int MANY = 8000;
  private static final Talks TUNED_ON = new Talks(false, 9);
  private static final Talks ASKED = new Talks(true, 61);

  @Test
  void theSkillsComeInTurnAndEveryOneAnswersLast() {
    for (int i = 0; i < 40; i++) {
      Exercise exercise = TUNED_ON.exercise(i);
      assertEquals(Talks.SKILLS.get(i % 4), exercise.skill());
      assertEquals(exercise.skill().equals("mt_bench") ? 4 : 2, exercise.messages().size());
      assertEquals("assistant", said(exercise, exercise.messages().size() - 1, "role"));
    }
  }

  @Test
  void anExerciseDependsOnSeedAndNumberAlone() {
    assertEquals(TUNED_ON.exercise(123), new Talks(false, 9).exercise(123));
    assertFalse(TUNED_ON.exercise(120).equals(TUNED_ON.exercise(124)));
  }

  @Test
  void anUnknownSkillIsNamed() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> ASKED.exercise("mmlu", 0));
    assertTrue(e.getMessage().contains("mmlu"), e.getMessage());
  }

  @Test
  void ordersFormTheAnswer() {
    String fact = "The cup is in Rome.";
    assertEquals("\"" + fact + "\"", Order.quoted().formed().apply(fact));
    assertEquals("The cup is in *Rome*.", Order.marked("Rome").formed().apply(fact));
    assertEquals("The cup is in Rome, Bob.", Order.named("Bob").formed().apply(fact));
    assertEquals(fact + " Ask Bob.", Order.ending("Bob").formed().apply(fact));
    assertEquals("* A b.\n* C d.", Order.list(2).formed().apply("A b. C d."));
    assertEquals(
        "{\"cup\": \"Rome\"}", Order.json(new Thing("cup", "Rome", "Ann")).formed().apply("Rome"));
  }

  /** Of every thing that a talk is about, what else it says of it. */
  @Test
  void noPairOfAnItemIsInAConversation() {
    Set<String> tunedOn = new HashSet<>();
    IntStream.range(0, MANY).forEach(i -> tunedOn.addAll(pairs(TUNED_ON.exercise(i))));
    Set<String> asked = new HashSet<>();
    IntStream.range(0, MANY / 8).forEach(i -> asked.addAll(pairs(ASKED.exercise(i))));
    assertTrue(tunedOn.size() > 800, "pairs: " + tunedOn.size());
    assertTrue(asked.size() > 200, "pairs: " + asked.size());
    asked.forEach(pair -> assertFalse(tunedOn.contains(pair), pair));
  }

  private static final Pattern FACT =
      Pattern.compile(
          "[Tt]he (\\w+) (?:is in|belongs to|to|into the) (\\w+)"
              + "|(owner|where|count)\\(thing=\"(\\w+)\""
              + "|thing=\"(\\w+)\", \\w+=\"(\\w+)\"");

  private static Set<String> pairs(Exercise exercise) {
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i < exercise.messages().size(); i++) {
      FACT.matcher(said(exercise, i, "content"))
          .results()
          .map(
              match ->
                  Stream.of(1, 2, 3, 4, 5, 6)
                      .map(match::group)
                      .filter(group -> group != null)
                      .toList())
          .forEach(two -> pairs.add(String.join("/", two)));
    }
    return pairs;
  }

  @Test
  void aThingIsInOnePlaceAndOfOnePerson() {
    List<Thing> things = Cast.of(true, new java.util.Random(1)).things(3);
    assertEquals(3, things.stream().map(Thing::name).distinct().count());
    assertEquals(3, things.stream().map(Thing::place).distinct().count());
    assertTrue(Nouns.PEOPLE.contains(things.get(0).owner()));
  }

  private static String said(Exercise exercise, int turn, String field) {
    return (String) exercise.messages().get(turn).fields().get(field);
  }
}
