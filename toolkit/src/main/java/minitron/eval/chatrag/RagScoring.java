package minitron.eval.chatrag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import minitron.eval.metric.Metric;
import minitron.python.PythonText;

/** How the answers of a data set are judged. */
public enum RagScoring {
  /** F1 of the best answer. */
  F1,
  /** The same, leaving out answers that say there is none (inscit). */
  F1_OF_FOUND,
  /** The same, with what the model says in 37 ways taken for the data's way (quac, doqa). */
  F1_OR_NONE,
  /** Whether the number or its formula is there (convfinqa). */
  ACCURACY;

  private static final String UNANSWERABLE = "acc_unanswerable";
  private static final String ANSWERABLE = "acc_answerable";

  /** The prediction that is compared. */
  public String read(String prediction) {
    String text = this == F1_OR_NONE ? CannotFind.rewritten(prediction) : prediction;
    return PythonText.strip(text).replace("</s>", "");
  }

  /** F1; empty if no answer counts: such a document is left out of the mean. */
  public OptionalDouble f1(String prediction, List<String> answers) {
    Stream<String> all = answers.stream();
    Stream<String> right =
        this == F1_OF_FOUND ? all.filter(answer -> !answer.equals(CannotFind.SENTENCE)) : all;
    return TokenF1.best(read(prediction), right.toList());
  }

  /**
   * A document's scores by metric.
   *
   * @param counts whether it counts among the answerable ones, if it is one
   */
  public Map<String, Double> scores(RagDoc doc, String prediction, boolean counts) {
    Map<String, Double> scores = new LinkedHashMap<>();
    if (this == ACCURACY) {
      var right = new FinanceAnswer(doc.exeAnswer(), doc.answers().get(0));
      scores.put("acc", right.isIn(doc.question(), prediction) ? 1.0 : 0.0);
      return scores;
    }
    f1(prediction, doc.answers()).ifPresent(f1 -> scores.put("f1", f1));
    if (this == F1_OR_NONE) {
      boolean none = CannotFind.said(CannotFind.rewritten(prediction));
      if (isUnanswerable(doc.answers())) {
        scores.put(UNANSWERABLE, none ? 1.0 : 0.0);
      } else if (counts) {
        scores.put(ANSWERABLE, none ? 0.0 : 1.0);
      }
    }
    return scores;
  }

  /** Whether the data says that there is no answer. */
  public static boolean isUnanswerable(List<String> answers) {
    return !answers.isEmpty() && answers.get(0).equals(CannotFind.SENTENCE);
  }

  /** What is measured, the number that goes into averages first. */
  public List<Metric> metrics() {
    List<String> names = new ArrayList<>(List.of(this == ACCURACY ? "acc" : "f1"));
    if (this == F1_OR_NONE) {
      names.addAll(List.of(UNANSWERABLE, ANSWERABLE));
    }
    return names.stream().map(Metric::mean).toList();
  }
}
