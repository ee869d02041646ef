package minitron.tinyworld.talk;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;
import minitron.tinyworld.words.Kind;

/** Two questions about one tale, of which the second refers to the first, as in MT-Bench. */
final class Turns {
  private Turns() {}

  /** A row of MT-Bench. */
  private record Asked(
      @SerializedName("question_id") int id, String category, List<String> turns) {}

  /** Its right answers. */
  private record Right(
      @SerializedName("question_id") int id,
      @SerializedName("model_id") String by,
      List<Choice> choices) {}

  private record Choice(int index, List<String> turns) {}

  static Exercise of(int index, Cast cast) {
    List<Thing> things = cast.things(3);
    Thing thing = things.get(cast.random().nextInt(2));
    Kind kind = cast.kind();
    Kind other = kind == Kind.PLACE ? Kind.POSSESSION : Kind.PLACE;
    String facts =
        Cast.facts(cast.shuffled(things), kind) + " " + Cast.facts(cast.shuffled(things), other);
    String first = facts + " " + thing.question(kind);
    String answer = thing.fact(kind);
    return switch (index % 4) {
      case 0 -> two(index, "extraction", first, answer, other(other), thing.fact(other));
      case 1 ->
          two(
              index,
              "reasoning",
              first,
              answer,
              "And the " + things.get(2).name() + "?",
              things.get(2).fact(kind));
      case 2 -> two(index, "writing", first, answer, "Say it in one word.", thing.answer(kind));
      default -> two(index, "writing", first, answer, "Put it in quotes.", "\"" + answer + "\"");
    };
  }

  private static String other(Kind kind) {
    return kind == Kind.PLACE ? "And where is it?" : "And whose is it?";
  }

  private static Exercise two(
      int index, String category, String first, String answer, String second, String last) {
    var row = new Asked(index, category, List.of(first, second));
    var right = new Right(index, "tinyworld", List.of(new Choice(0, List.of(answer, last))));
    return Exercise.of("mt_bench", List.of(first, answer, second, last), row, Optional.of(right));
  }
}
