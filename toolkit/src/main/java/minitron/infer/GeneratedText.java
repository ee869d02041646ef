package minitron.infer;

import java.util.List;
import minitron.report.Passage;
import minitron.report.Showable;

/**
 * What a model wrote.
 *
 * @param text the continuation without its prompt
 * @param tokens how many were written, the one that ended the text included
 */
public record GeneratedText(String prompt, String text, int tokens, GenerateOptions options)
    implements Showable {
  @Override
  public String toString() {
    return passage().toString();
  }

  @Override
  public List<?> parts() {
    return List.of(passage());
  }

  private Passage passage() {
    return new Passage(prompt, text, tokens + " tokens; " + options);
  }
}
