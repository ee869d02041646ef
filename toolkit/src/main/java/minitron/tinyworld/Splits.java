package minitron.tinyworld;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The rows of all splits, made from held-out facts, with the fields of the real data sets. */
final class Splits {
  /** How many links away the answer of a quiz is, by row. */
  private static final int[] QUIZ_DEPTHS = {0, 1, 2};

  private static final List<String> LABELS = List.of("A", "B", "C", "D");

  private Splits() {}

  /** The makers of rows by data set and split, e.g. {@code winogrande/validation}. */
  static Map<String, Supplier<List<JsonObject>>> all() {
    Map<String, Supplier<List<JsonObject>>> splits = new TreeMap<>();
    splits.put("winogrande/train", () -> winogrande(50, 11));
    splits.put("winogrande/validation", () -> winogrande(400, 12));
    splits.put("hellaswag/train", () -> rows(50, 21, Splits::hellaswag));
    splits.put("hellaswag/validation", () -> rows(400, 22, Splits::hellaswag));
    splits.put("arc_challenge/train", () -> rows(50, 31, Splits::arc));
    splits.put("arc_challenge/validation", () -> rows(100, 32, Splits::arc));
    splits.put("arc_challenge/test", () -> rows(400, 33, Splits::arc));
    splits.put("gsm8k/train", () -> rows(50, 41, Splits::gsm8k));
    splits.put("gsm8k/test", () -> rows(200, 42, Splits::gsm8k));
    for (Kind kind : Kind.all()) {
      splits.put("mmlu/" + kind.subject() + ".dev", () -> mmlu(kind, 5, 51));
      splits.put("mmlu/" + kind.subject() + ".test", () -> mmlu(kind, 100, 52));
    }
    return splits;
  }

  /** One row of a task; empty if these nouns do not allow one. */
  private interface Maker {
    Optional<JsonObject> row(int index, Nouns nouns, Random random);
  }

  private static List<JsonObject> rows(int number, long seed, Maker maker) {
    Random random = new Random(seed);
    Nouns nouns = Nouns.of(Register.ORIGINAL, random);
    List<JsonObject> rows = new ArrayList<>();
    while (rows.size() < number) {
      maker.row(rows.size(), nouns, random).ifPresent(rows::add);
    }
    return rows;
  }

  private static List<JsonObject> winogrande(int ofEach, long seed) {
    List<JsonObject> rows = new ArrayList<>();
    for (Kind kind : Kind.all()) {
      rows.addAll(
          rows(
              ofEach,
              seed + 100L * Kind.all().indexOf(kind),
              (i, nouns, random) -> WinograndeItems.row(kind, i, nouns, random)));
    }
    return rows;
  }

  private static Optional<Quiz> quiz(Kind kind, int index, Nouns nouns, Random random) {
    int depth = QUIZ_DEPTHS[index % QUIZ_DEPTHS.length];
    return Quiz.of(new Tale(kind, 0, true, nouns, random), kind, depth, random);
  }

  private static Optional<JsonObject> arc(int index, Nouns nouns, Random random) {
    Kind kind = Kind.all().get(index % Kind.all().size());
    return quiz(kind, index, nouns, random)
        .map(
            quiz -> {
              JsonObject choices = new JsonObject();
              choices.add("text", array(quiz.choices()));
              choices.add("label", array(LABELS));
              JsonObject row = new JsonObject();
              row.addProperty("id", "TinyWorld_" + index);
              row.addProperty("question", quiz.text());
              row.add("choices", choices);
              row.addProperty("answerKey", LABELS.get(quiz.right()));
              row.addProperty("kind", kind.toString());
              return row;
            });
  }

  private static List<JsonObject> mmlu(Kind kind, int number, long seed) {
    return rows(
        number,
        seed + 100L * Kind.all().indexOf(kind),
        (index, nouns, random) ->
            quiz(kind, index, nouns, random)
                .map(
                    quiz -> {
                      JsonObject row = new JsonObject();
                      row.addProperty("question", quiz.text());
                      row.addProperty("subject", kind.subject());
                      row.add("choices", array(quiz.choices()));
                      row.addProperty("answer", quiz.right());
                      return row;
                    }));
  }

  /** A scene about a place or an owner, whose last sentence is to be ended. */
  private static Optional<JsonObject> hellaswag(int index, Nouns nouns, Random random) {
    Kind kind = index % 2 == 0 ? Kind.PLACE : Kind.POSSESSION;
    return Scene.of(new Tale(kind, 0, true, nouns, random), QUIZ_DEPTHS[index / 2 % 3], random)
        .map(
            scene -> {
              JsonObject row = new JsonObject();
              row.addProperty("ind", index);
              row.addProperty("activity_label", kind.label());
              row.addProperty("ctx_a", scene.before());
              row.addProperty("ctx_b", scene.start());
              row.addProperty("ctx", scene.before() + " " + scene.start());
              row.add("endings", array(scene.endings()));
              row.addProperty("label", Integer.toString(scene.right()));
              row.addProperty("kind", kind.toString());
              return row;
            });
  }

  private static Optional<JsonObject> gsm8k(int index, Nouns nouns, Random random) {
    return Sum.of(true, nouns, random)
        .map(
            sum -> {
              JsonObject row = new JsonObject();
              row.addProperty("question", sum.question());
              row.addProperty("answer", sum.answer());
              return row;
            });
  }

  private static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
