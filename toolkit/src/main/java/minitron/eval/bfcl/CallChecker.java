package minitron.eval.bfcl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether calls are the expected ones.
 *
 * @param language what their values are written in
 */
record CallChecker(Language language) {
  /** The error of a row that the leaderboard's own checker stops at. */
  private static final String STOPPED = "checker_exception";

  /** One call, that of the first expected one. */
  Verdict single(String checker, List<?> docs, List<?> calls, List<?> answers) {
    boolean simple = docs.size() == 1 && checker.startsWith("simple");
    if (calls.size() != (simple ? 1 : answers.size())) {
      return Verdict.wrong(checker + ":wrong_count", "Wrong number of functions.");
    }
    Map<String, Object> answer = FunctionDoc.dict(answers.get(0));
    FunctionDoc doc = simple ? new FunctionDoc(FunctionDoc.dict(docs.get(0))) : doc(docs, answer);
    return one(doc, calls.get(0), answer);
  }

  private static FunctionDoc doc(List<?> docs, Map<String, Object> answer) {
    return FunctionDoc.of(docs, answer.keySet().iterator().next());
  }

  private Verdict one(FunctionDoc doc, Object call, Map<String, Object> answer) {
    try {
      return new CallCheck(language).of(doc, (Map<?, ?>) call, answer);
    } catch (RuntimeException e) {
      // The original stops here, and its run with it: no text of a model may do that to ours.
      return Verdict.wrong(STOPPED, String.valueOf(e.getMessage()));
    }
  }

  /** Each expected call takes the first of the calls left that fits it. */
  Verdict inAnyOrder(List<?> docs, List<?> calls, List<?> answers) {
    String checker = "parallel_function_checker_no_order:";
    if (calls.size() != answers.size()) {
      return Verdict.wrong(checker + "wrong_count", "Wrong number of functions.");
    }
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < answers.size(); i++) {
      List<Verdict> tried = new ArrayList<>();
      if (!matched(docs, calls, FunctionDoc.dict(answers.get(i)), used, tried)) {
        return unmatched(checker + "cannot_find_match", i, tried);
      }
    }
    return Verdict.VALID;
  }

  private boolean matched(
      List<?> docs,
      List<?> calls,
      Map<String, Object> answer,
      Set<Integer> used,
      List<Verdict> tried) {
    for (int i = 0; i < calls.size(); i++) {
      if (!used.contains(i)) {
        Verdict verdict = one(doc(docs, answer), calls.get(i), answer);
        if (verdict.valid()) {
          return used.add(i);
        }
        tried.add(verdict);
        if (verdict.errorType().equals(STOPPED)) {
          return false;
        }
      }
    }
    return false;
  }

  private static Verdict unmatched(String errorType, int expected, List<Verdict> tried) {
    List<String> errors = new ArrayList<>();
    errors.add("No call that is left fits the expected one " + (expected + 1) + ".");
    tried.forEach(verdict -> errors.addAll(verdict.errors()));
    return new Verdict(errorType, errors, tried.stream().map(Verdict::errorType).toList());
  }
}
