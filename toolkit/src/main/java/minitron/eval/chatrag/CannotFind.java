package minitron.eval.chatrag;

import java.util.List;
import minitron.python.PythonText;

/** Answers that say there is no answer in the passages. */
public final class CannotFind {
  /** How the data says it. */
  public static final String SENTENCE = "Sorry. I cannot find the answer based on the context.";

  private static final List<String> PHRASES =
      List.of(
          "cannot find",
          "can't find",
          "not able to",
          "unable to",
          "does not provide",
          "cannot provide",
          "cannot answer",
          "couldnot answer",
          "can't answer",
          "couldn't answer",
          "cannot be found",
          "cannot be determined",
          "do not have",
          "couldn't find",
          "no information",
          "does not mention",
          "doesn't mention",
          "not explicitly mentioned",
          "not explicitly explain",
          "can not find",
          "could not find",
          "does not specify",
          "doesn't provide",
          "doesn't specify",
          "there is no",
          "not mentioned",
          "don't have",
          "don't know",
          "does not include",
          "doesn't include",
          "does not contain",
          "doesn't contain",
          "not provided",
          "does not indicate",
          "doesn't indicate",
          "does not disclose",
          "doesn't disclose");

  private CannotFind() {}

  /** A prediction in lower case, or the sentence if it has one of 37 phrases that mean it. */
  public static String rewritten(String prediction) {
    String lower = PythonText.lower(prediction);
    return PHRASES.stream().anyMatch(lower::contains) ? SENTENCE : lower;
  }

  /** Whether a rewritten prediction says that there is no answer. */
  public static boolean said(String rewritten) {
    String lower = PythonText.lower(rewritten);
    return lower.contains("sorry") && lower.contains("cannot find the answer");
  }
}
