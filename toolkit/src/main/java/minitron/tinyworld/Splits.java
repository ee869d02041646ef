package minitron.tinyworld;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import minitron.tinyworld.talk.TalkRows;
import minitron.tinyworld.words.Kind;
import minitron.tinyworld.words.Nouns;
import minitron.tinyworld.words.Register;

/** The rows of all splits, made from held-out facts, with the fields of the real data sets. */
final class Splits {
  /** How many links away the answer of a quiz or the end of a scene is, by row. */
  private static final int[] DEPTHS = {0, 1, 2};

  private static final List<String> LABELS = List.of("A", "B", "C", "D");

  private Splits() {}

  /** The makers of rows by data set and split, e.g. {@code winogrande/validation}. */
  static Map<String, Supplier<List<?>>> all() {
    Map<String, Supplier<List<?>>> splits = new TreeMap<>();
    splits.put("winogrande/train", () -> winogrande(50, 11));
    splits.put("winogrande/validation", () -> winogrande(400, 12));
    splits.put("hellaswag/train", () -> rows(50, 21, Splits::hellaswag));
    splits.put("hellaswag/validation", () -> rows(400, 22, Splits::hellaswag));
    splits.put("arc_challenge/train", () -> rows(50, 31, Splits::arc));
    splits.put("arc_challenge/validation", () -> rows(100, 32, Splits::arc));
    splits.put("arc_challenge/test", () -> rows(400, 33, Splits::arc));
    splits.put("gsm8k/train", () -> rows(50, 41, Splits::gsm8k));
    splits.put("gsm8k/test", () -> rows(200, 42, Splits::gsm8k));
    for (Kind kind : Kind.ALL) {
      splits.put("mmlu/" + kind.subject + ".dev", () -> mmlu(kind, 5, 51));
      splits.put("mmlu/" + kind.subject + ".test", () -> mmlu(kind, 100, 52));
    }
    splits.putAll(TalkRows.all());
    return splits;
  }

  /** One row of a task; empty if these nouns do not allow one. */
  private interface Maker {
    Optional<?> row(int index, Nouns nouns, Random random);
  }

  private static List<?> rows(int number, long seed, Maker maker) {
    Random random = new Random(seed);
    Nouns nouns = Nouns.of(Register.ORIGINAL, random);
    List<Object> rows = new ArrayList<>();
    while (rows.size() < number) {
      maker.row(rows.size(), nouns, random).ifPresent(rows::add);
    }
    return rows;
  }

  private static List<?> rows(Kind kind, int number, long seed, Maker maker) {
    return rows(number, seed + 100L * Kind.ALL.indexOf(kind), maker);
  }

  private static List<?> winogrande(int ofEach, long seed) {
    return Kind.ALL.stream()
        .flatMap(
            kind ->
                rows(
                    kind,
                    ofEach,
                    seed,
                    (i, nouns, random) -> WinograndeRow.of(kind, i, nouns, random))
                    .stream())
        .toList();
  }

  private static Optional<Quiz> quiz(Kind kind, int index, Nouns nouns, Random random) {
    return Quiz.of(tale(kind, nouns, random), kind, DEPTHS[index % DEPTHS.length], random);
  }

  private static Tale tale(Kind kind, Nouns nouns, Random random) {
    return new Tale(kind, 0, true, nouns, random);
  }

  private record Choices(List<String> text, List<String> label) {}

  private record Arc(String id, String question, Choices choices, String answerKey, String kind) {}

  private static Optional<Arc> arc(int index, Nouns nouns, Random random) {
    Kind kind = Kind.ALL.get(index % Kind.ALL.size());
    return quiz(kind, index, nouns, random)
        .map(
            quiz ->
                new Arc(
                    "TinyWorld_" + index,
                    quiz.text(),
                    new Choices(quiz.choices(), LABELS),
                    LABELS.get(quiz.right()),
                    kind.toString()));
  }

  private record Mmlu(String question, String subject, List<String> choices, int answer) {}

  private static List<?> mmlu(Kind kind, int number, long seed) {
    return rows(
        kind,
        number,
        seed,
        (index, nouns, random) ->
            quiz(kind, index, nouns, random)
                .map(q -> new Mmlu(q.text(), kind.subject, q.choices(), q.right())));
  }

  /** A scene about a place or an owner, whose last sentence is to be ended. */
  private static Optional<Scene> hellaswag(int index, Nouns nouns, Random random) {
    Kind kind = index % 2 == 0 ? Kind.PLACE : Kind.POSSESSION;
    int depth = DEPTHS[index / 2 % DEPTHS.length];
    return Scene.of(index, kind, tale(kind, nouns, random), depth, random);
  }

  private static Optional<Sum> gsm8k(int index, Nouns nouns, Random random) {
    return Sum.of(true, nouns, random);
  }
}
