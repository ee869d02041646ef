package minitron.eval.bfcl;

import java.util.List;

/**
 * A model's text, judged.
 *
 * @param decoded the calls that it makes
 * @param verdict whether they are the expected ones
 */
public record Checked(Decoded decoded, Verdict verdict) {

  /**
   * Judges a text.
   *
   * @param functions the descriptions that the model was shown, Python's values
   * @param answers the expected calls, each a dict of its name and, of each parameter, the values
   *     that are right, "" among them if it may be left out; empty for a category without
   */
  public static Checked of(Category category, List<?> functions, List<?> answers, String text) {
    Decoded decoded = Decoded.of(text, category.language());
    return new Checked(decoded, verdict(category, functions, answers, decoded));
  }

  private static Verdict verdict(
      Category category, List<?> functions, List<?> answers, Decoded decoded) {
    if (!category.hasAnswers()) {
      return relevance(category.title().endsWith("irrelevance"), decoded);
    }
    if (!decoded.readable()) {
      return Verdict.wrong(
          "ast_decoder:decoder_failed", "Invalid syntax. Failed to decode AST. " + decoded.error());
    }
    return decoded.isCalls()
        ? category.verdict(functions, decoded.calls(), answers)
        : Verdict.wrong(
            "ast_decoder:decoder_wrong_output_format", "Did not output in the specified format.");
  }

  private static Verdict relevance(boolean irrelevant, Decoded decoded) {
    if (irrelevant != decoded.makesCall()) {
      return Verdict.VALID;
    }
    return irrelevant
        ? Verdict.wrong(
            "irrelevance_error:decoder_success",
            "Valid syntax. Successfully decode AST when it should not.")
        : Verdict.wrong(
            "relevance_error:decoder_failed",
            "Invalid syntax. Failed to decode AST when it should have. " + decoded.error());
  }
}
