package minitron.eval.mtbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.eval.metric.Instance;

/**
 * What a judge said of a turn.
 *
 * @param judge who it is
 * @param turn from 1
 * @param prompt what it was asked, the user's message
 * @param text what it said
 */
public record Judgment(String judge, int turn, String prompt, String text) implements Instance {

  /** The rating; −1 for none. */
  public double score() {
    return rating().doubleValue();
  }

  /** The rating as it is written; −1 for none. */
  public Number rating() {
    return Rating.of(text).orElse((long) Ratings.NONE);
  }

  /** Whether there is a rating. */
  public boolean isRated() {
    return score() != Ratings.NONE;
  }

  @Override
  public List<?> arguments() {
    return List.of("judge", judge, turn);
  }

  @Override
  public Object response() {
    return fields();
  }

  /** What is kept of it. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("judge", judge);
    fields.put("user_prompt", prompt);
    fields.put("judgment", text);
    fields.put("score", rating());
    return fields;
  }
}
