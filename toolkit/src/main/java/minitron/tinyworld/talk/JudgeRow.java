package minitron.tinyworld.talk;

import com.google.gson.annotations.SerializedName;
import java.util.List;

/**
 * What a judge is asked about an answer, as MT-Bench has it, in fewer words.
 *
 * @param name {@code single-v1} and so on
 * @param template the user's message, with fields in braces
 */
record JudgeRow(
    String name,
    String type,
    @SerializedName("system_prompt") String system,
    @SerializedName("prompt_template") String template,
    @SerializedName("output_format") String format) {
  private static final String ONE =
      "[Question]\n{question_1}\n\n[Right answer]\n{ref_answer_1}\n\n[Answer]\n{answer_1}";
  private static final String TWO =
      ONE
          + "\n\n[Second question]\n{question_2}\n\n[Right answer]\n{ref_answer_2}"
          + "\n\n[Answer]\n{answer_2}";

  /** Those for both turns, whether they are judged beside a right answer or not. */
  static List<JudgeRow> all() {
    return List.of(
        of("single-v1", ONE),
        of("single-v1-multi-turn", TWO),
        of("single-math-v1", ONE),
        of("single-math-v1-multi-turn", TWO));
  }

  private static JudgeRow of(String name, String template) {
    return new JudgeRow(
        name,
        "single",
        "Compare the last answer with the right one, and rate it from 1 to 10 like this: [[5]].",
        template,
        "[[rating]]");
  }
}
