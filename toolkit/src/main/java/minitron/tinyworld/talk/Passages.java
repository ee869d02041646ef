package minitron.tinyworld.talk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import minitron.tinyworld.words.Kind;

/** Two passages and a question, or a second one, which they answer or not, as in ChatRAG-Bench. */
final class Passages {
  /** What is said if the passages do not tell. */
  static final String UNKNOWN = "I cannot find it.";

  private Passages() {}

  private record Passage(String title, String text) {}

  /** A row of ChatRAG-Bench. */
  private record Asked(
      List<Map<String, String>> messages, List<Passage> ctxs, List<String> answers) {}

  static Exercise of(Cast cast) {
    List<Thing> things = cast.things(4);
    List<Thing> told = things.subList(0, cast.random().nextInt(2, 4));
    List<Passage> passages =
        cast.shuffled(
            List.of(passage(Kind.PLACE, told, cast), passage(Kind.POSSESSION, told, cast)));
    List<String> said = new ArrayList<>();
    if (cast.random().nextInt(3) == 0) {
      Kind kind = cast.kind();
      said.addAll(List.of(things.get(0).question(kind), things.get(0).fact(kind)));
    }
    boolean known = cast.random().nextInt(3) > 0;
    Thing thing = known ? cast.one(told.subList(1, told.size())) : things.get(3);
    Kind kind = cast.kind();
    said.add(thing.question(kind));
    return exercise(passages, said, known ? thing.fact(kind) : UNKNOWN);
  }

  private static Passage passage(Kind kind, List<Thing> things, Cast cast) {
    return new Passage(kind.label, Cast.facts(cast.shuffled(things), kind));
  }

  private static Exercise exercise(List<Passage> passages, List<String> said, String answer) {
    List<Map<String, String>> messages = new ArrayList<>();
    for (String text : said) {
      Map<String, String> message = new LinkedHashMap<>();
      message.put("role", messages.size() % 2 == 0 ? "user" : "assistant");
      message.put("content", text);
      messages.add(message);
    }
    String prompt =
        passages.stream()
                .map(passage -> passage.title + ": " + passage.text + "\n")
                .collect(Collectors.joining())
            + "Answer from this passage only. "
            + said.get(0)
            + (said.size() > 1 ? "\nAnswer: " + said.get(1) + "\nQuestion: " + said.get(2) : "");
    var row = new Asked(messages, passages, List.of(known(answer)));
    return Exercise.of("chatrag", List.of(prompt, answer), row, Optional.empty());
  }

  /** As the benchmark's rows say that there is no answer. */
  private static String known(String answer) {
    return answer.equals(UNKNOWN)
        ? "Sorry. I cannot find the answer based on the context."
        : answer;
  }
}
