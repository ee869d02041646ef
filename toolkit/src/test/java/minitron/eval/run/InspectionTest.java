package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.Models;
import minitron.eval.result.Evaluation;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.tasks.Catalog;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.text.ItemSource;
import minitron.text.ItemSplit;
import minitron.text.JsonLines;
import org.junit.jupiter.api.Test;

/** One document taken apart, with a model whose numbers can be told from the characters alone. */
class InspectionTest {
  /** A character's log-probability is its place in the request over −100. */
  private static final Scorer BY_PLACE =
      Models.scorer(
          requests ->
              requests.stream()
                  .map(
                      r -> {
                        double sum = 0;
                        for (int i = 0; i < r.continuation().length; i++) {
                          sum -= (r.context().length + i) / 100.0;
                        }
                        return new Scored(sum, false);
                      })
                  .toList());

  private static final ItemSource ITEMS =
      (dataset, split) ->
          new ItemSplit(
              split,
              JsonLines.parse(
                  """
                  {"sentence": "A _ b", "option1": "c", "option2": "dd", "answer": "2"}
                  {"sentence": "E _ f", "option1": "g", "option2": "h", "answer": "1"}
                  """
                      .getBytes(StandardCharsets.UTF_8),
                  split),
              "");

  private static final Evaluator EVALUATOR =
      new Evaluator(Models.of(new CharCodec(), BY_PLACE, 100), ITEMS, Limit.NONE);

  @Test
  void everyTokenThatCountsHasItsLogProbability() {
    Inspection found = inspect(task(0), 0);
    assertEquals("winogrande", found.task());
    Inspection.Answer first = found.answers().get(0);
    assertEquals(List.of("⟨start⟩", "A", " ", "c"), first.context());
    // The context has four tokens, so the space stands at place 4 and the b at place 5.
    assertEquals(
        List.of(new Inspection.Token(" ", -.04), new Inspection.Token("b", -.05)), first.tokens());
    assertEquals(-.09, first.instance().scored().logLikelihood(), 1e-12);
    Inspection.Answer second = found.answers().get(1);
    assertEquals(
        second.instance().scored().logLikelihood(),
        second.tokens().stream().mapToDouble(Inspection.Token::logProbability).sum(),
        1e-12);
    assertEquals(List.of(false, true), found.answers().stream().map(a -> a.right()).toList());
    assertEquals(0.0, found.sample().scores().get("acc"));
  }

  @Test
  void theShotsAreThoseOfTheWholeRun() {
    Inspection found = inspect(task(1), 1);
    Evaluation all = EVALUATOR.run(List.of(task(1)), null);
    assertEquals(
        all.task("winogrande").samples().get(1).instances().get(0).arguments(),
        found.sample().instances().get(0).arguments());
    assertEquals(1, found.sample().docId());
  }

  @Test
  void oneDocumentOfOneTask() {
    assertEquals(
        "winogrande has no document 2: there are 2, counted from 0.",
        Refusal.of(() -> inspect(task(0), 2)));
    Refusal.of(() -> inspect(task(0), -1));
    Benchmark group = Catalog.benchmark("mmlu", 0);
    assertEquals(
        "mmlu is 57 tasks; name one of them, e.g. mmlu_abstract_algebra.",
        Refusal.of(() -> inspect(group, 0)));
  }

  @Test
  void piecesAddUpToTheText() {
    Inspection found = inspect(task(0), 0);
    Inspection.Answer answer = found.answers().get(1);
    String text =
        String.join("", answer.context().subList(1, answer.context().size()))
            + String.join("", answer.tokens().stream().map(Inspection.Token::text).toList());
    assertEquals("A dd b", text);
  }

  private static Inspection inspect(Benchmark benchmark, int docId) {
    return Inspection.of(EVALUATOR.model(), ITEMS, benchmark, docId);
  }

  private static Benchmark task(int shots) {
    return Catalog.benchmark("winogrande", shots);
  }
}
