package minitron.eval.mtbench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.eval.ask.Judge;
import minitron.text.Row;
import minitron.text.chat.Message;

/**
 * What a judge is asked: single-answer grading of FastChat's llm_judge.
 *
 * @param templates by name
 * @param references the right answers of both turns, by the question's id
 */
public record JudgePrompts(Map<String, Template> templates, Map<Integer, List<String>> references) {
  private static final Set<String> WITH_REFERENCE = Set.of("math", "reasoning", "coding");
  private static final Pattern FIELD = Pattern.compile("\\{\\{|}}|\\{(\\w+)}");

  /** A system message, and a user's with fields in braces. */
  public record Template(String system, String user) {}

  /** Keeps the maps as they are now. */
  public JudgePrompts {
    templates = Map.copyOf(templates);
    references = Map.copyOf(references);
  }

  /**
   * Reads {@code judge_prompts.jsonl} and {@code reference_answer/gpt-4.jsonl}.
   *
   * @throws IllegalArgumentException for rows of another kind
   */
  public static JudgePrompts of(List<Row> prompts, List<Row> answers) {
    Map<String, Template> templates = new HashMap<>();
    for (Row row : prompts) {
      templates.put(
          row.text("name"), new Template(row.text("system_prompt"), row.text("prompt_template")));
    }
    Map<Integer, List<String>> references = new HashMap<>();
    answers.forEach(row -> references.put(row.whole("question_id"), turns(row)));
    return new JudgePrompts(templates, references);
  }

  private static List<String> turns(Row row) {
    if (row.fields().get("choices") instanceof JsonArray choices
        && !choices.isEmpty()
        && choices.get(0) instanceof JsonObject first) {
      List<String> turns = new Row(first, row.where() + " field \"choices\"[0]").texts("turns");
      if (turns.size() >= Question.TURNS) {
        return turns;
      }
    }
    throw row.problem("choices", "must be a list with the answers to two turns");
  }

  /** The name of the template that a turn, from 1, is judged by. */
  public static String template(Question question, int turn) {
    return (needsReference(question) ? "single-math-v1" : "single-v1")
        + (turn == 1 ? "" : "-multi-turn");
  }

  private static boolean needsReference(Question question) {
    return WITH_REFERENCE.contains(question.category());
  }

  /**
   * A turn to judge.
   *
   * @param turn from 1
   * @param answers the model's, as many as there are turns up to this one or more
   */
  public Judge.Case of(Question question, int turn, List<String> answers) {
    String name = template(question, turn);
    Template template = templates.get(name);
    if (template == null) {
      throw new IllegalArgumentException(
          "There is no judge prompt \"%s\"; there are %s."
              .formatted(name, String.join(", ", templates.keySet().stream().sorted().toList())));
    }
    Map<String, String> fields = fields(question, turn, answers);
    return new Judge.Case(
        fields,
        List.of(
            Message.of("system", template.system),
            Message.of("user", filled(template.user, fields, name))));
  }

  /**
   * Refuses questions that are judged beside a right answer and have none.
   *
   * @throws IllegalArgumentException if there is one
   */
  public void check(Question question) {
    if (needsReference(question) && !references.containsKey(question.id())) {
      throw new IllegalArgumentException(
          "Question %d of MT-Bench, in %s, is judged beside a right answer, and reference_answer/gpt-4.jsonl has none; add it or take the question out."
              .formatted(question.id(), question.category()));
    }
  }

  private Map<String, String> fields(Question question, int turn, List<String> answers) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("question", question.turns().get(turn - 1));
    fields.put("answer", answers.get(turn - 1));
    List<String> right = references.getOrDefault(question.id(), List.of());
    for (int i = 1; i <= turn; i++) {
      fields.put("question_" + i, question.turns().get(i - 1));
      fields.put("answer_" + i, answers.get(i - 1));
      if (!right.isEmpty()) {
        fields.put("ref_answer_" + i, right.get(i - 1));
      }
    }
    return fields;
  }

  /** All fields at once: what an answer has in braces stays as it is. */
  private static String filled(String template, Map<String, String> fields, String name) {
    return FIELD
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(value(match, fields, name)));
  }

  private static String value(MatchResult match, Map<String, String> fields, String name) {
    String field = match.group(1);
    if (field == null) {
      return match.group().substring(1); // doubled braces stand for one
    }
    if (!fields.containsKey(field)) {
      throw new IllegalArgumentException(
          "The judge prompt \"%s\" asks for {%s}; there are %s."
              .formatted(name, field, String.join(", ", fields.keySet())));
    }
    return fields.get(field);
  }
}
