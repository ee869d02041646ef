package minitron.conformance.golden;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import minitron.eval.ask.Judge;
import minitron.eval.mtbench.JudgePrompts;
import minitron.eval.mtbench.MtBenchData;
import minitron.eval.mtbench.Question;
import minitron.eval.mtbench.Rating;
import minitron.eval.mtbench.Ratings;
import minitron.io.Sha256;
import minitron.python.PythonRepr;
import minitron.python.PythonText;
import minitron.python.PythonValues;
import minitron.text.ItemFolder;

/** MT-Bench: ratings, verdicts on pairs, what a judge is asked, and averages. */
final class MtBenchRows {
  private static final String CRASHED = "exception";

  private MtBenchRows() {}

  static Map<String, GoldenCheck> kinds() {
    Map<String, GoldenCheck> kinds = new HashMap<>();
    kinds.put("mtbench_score", (row, folder) -> score(row));
    kinds.put("mtbench_pair", (row, folder) -> pair(row));
    kinds.put("mtbench_judge_prompt", MtBenchRows::prompt);
    kinds.put("mtbench_average", (row, folder) -> average(row));
    return kinds;
  }

  /** Where the original crashed, a score is −1. */
  private static Optional<String> score(GoldenRow row) {
    Object expected = row.value("score");
    boolean crashed = expected instanceof String text && text.startsWith(CRASHED);
    Object right = crashed ? -1L : expected;
    Object rating = Rating.of(row.text("judgment")).map(number -> (Object) number).orElse(-1L);
    return PythonValues.equal(right, rating)
        ? Optional.empty()
        : Optional.of(
            "score is %s, expected %s".formatted(PythonRepr.repr(rating), PythonRepr.str(right)));
  }

  private static Optional<String> pair(GoldenRow row) {
    String expected = row.text("winner");
    return GoldenCheck.equal(
        "winner",
        expected.startsWith(CRASHED) ? "error" : expected,
        Rating.winner(row.text("output_format"), row.text("judgment")));
  }

  private static Optional<String> prompt(GoldenRow row, GoldenFolder folder) {
    Path data = folder.data("mt_bench");
    var items = new ItemFolder(data.toAbsolutePath().getParent());
    JudgePrompts prompts = MtBenchData.prompts(split -> items.split("mt_bench", split));
    long id = row.number("question_id").longValue();
    Question question =
        items.split("mt_bench", "question").rows().stream()
            .map(Question::of)
            .filter(one -> one.id() == id)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no question " + id + "."));
    int turn = row.number("turn").intValue();
    List<String> answers = row.list("answers").stream().map(PythonRepr::str).toList();
    return compared(row, question, turn, prompts.of(question, turn, answers));
  }

  private static Optional<String> compared(
      GoldenRow row, Question question, int turn, Judge.Case asked) {
    String user = asked.messages().get(1).fields().get("content").toString();
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("template", JudgePrompts.template(question, turn));
    found.put("system", asked.messages().get(0).fields().get("content"));
    found.put("user_head", user.substring(0, user.offsetByCodePoints(0, head(row, user))));
    found.put("user_chars", (long) PythonText.length(user));
    found.put("user_sha256", Sha256.of(user.getBytes(StandardCharsets.UTF_8)));
    found.put("messages", (long) asked.messages().size());
    found.put("temperature", 0L);
    found.put("max_tokens", (long) Judge.MAX_TOKENS);
    return found.entrySet().stream()
        .filter(entry -> row.has(entry.getKey()))
        .filter(entry -> !PythonValues.equal(row.value(entry.getKey()), entry.getValue()))
        .findFirst()
        .flatMap(e -> GoldenCheck.equal(e.getKey(), row.value(e.getKey()), e.getValue()));
  }

  private static int head(GoldenRow row, String user) {
    int length = row.has("user_head") ? PythonText.length(row.text("user_head")) : 0;
    return Math.min(length, PythonText.length(user));
  }

  private static Optional<String> average(GoldenRow row) {
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    for (Object one : row.list("scores")) {
      Map<?, ?> fields = (Map<?, ?>) one;
      double score = ((Number) fields.get("score")).doubleValue();
      String turn = Objects.equals(fields.get("turn"), 1L) ? "first_turn" : "second_turn";
      scores.computeIfAbsent(turn, any -> new ArrayList<>()).add(score);
      scores.computeIfAbsent("average", any -> new ArrayList<>()).add(score);
    }
    for (String name : List.of("first_turn", "second_turn", "average")) {
      OptionalDouble mean = Ratings.mean(scores.getOrDefault(name, List.of()));
      Object right = row.value(name + "_6_digits");
      if (!(right instanceof Number number
          ? Math.abs(number.doubleValue() - mean.orElse(Double.NaN)) <= .5e-6 + 1e-12
              || (Double.isNaN(number.doubleValue()) && mean.isEmpty())
          : mean.isEmpty())) {
        return Optional.of("%s is %s, expected %s".formatted(name, mean, right));
      }
    }
    return Optional.empty();
  }
}
