package minitron.eval.tasks;

import java.util.Arrays;
import java.util.List;
import minitron.eval.task.ChoiceTask;
import minitron.eval.task.Choices;
import minitron.eval.task.Group;
import minitron.eval.task.ShotRule;
import minitron.eval.task.Task;
import minitron.python.PythonText;
import minitron.text.Row;

/**
 * MMLU: 57 subjects of multiple-choice questions in four groups.
 *
 * <p>Rows: {@code question}, {@code choices}, strings or whole numbers, of which the first four
 * count, and {@code answer}, the right one's index as a number or its letter; any other answer
 * scores 0. The prompt lists the choices by letter and the letters are scored. Every document has
 * the same examples: the first of the subject's {@code dev} split.
 */
public final class Mmlu {
  private static final List<String> LETTERS = List.of("A", "B", "C", "D");

  /** What the harness takes for no choice; a lower number than that of any choice stops it. */
  private static final long NONE = -100;

  public static final Group GROUP =
      new Group(
          "mmlu",
          "mmlu",
          2,
          List.of(
              group(
                  "stem",
                  """
                  abstract_algebra anatomy astronomy college_biology college_chemistry
                  college_computer_science college_mathematics college_physics computer_security
                  conceptual_physics electrical_engineering elementary_mathematics
                  high_school_biology high_school_chemistry high_school_computer_science
                  high_school_mathematics high_school_physics high_school_statistics
                  machine_learning"""),
              group(
                  "other",
                  """
                  business_ethics clinical_knowledge college_medicine global_facts human_aging
                  management marketing medical_genetics miscellaneous nutrition
                  professional_accounting professional_medicine virology"""),
              group(
                  "social_sciences",
                  """
                  econometrics high_school_geography high_school_government_and_politics
                  high_school_macroeconomics high_school_microeconomics high_school_psychology
                  human_sexuality professional_psychology public_relations security_studies
                  sociology us_foreign_policy"""),
              group(
                  "humanities",
                  """
                  formal_logic high_school_european_history high_school_us_history
                  high_school_world_history international_law jurisprudence logical_fallacies
                  moral_disputes moral_scenarios philosophy prehistory professional_law
                  world_religions""")),
          List.of());

  private Mmlu() {}

  private static Group group(String name, String subjects) {
    List<Task> tasks = Arrays.stream(subjects.split("\\s+")).map(Mmlu::task).toList();
    return new Group("mmlu_" + name, name.replace('_', ' '), 2, List.of(), tasks);
  }

  private static Task task(String subject) {
    return ChoiceTask.named("mmlu_" + subject)
        .alias(subject)
        .description(
            "The following are multiple choice questions (with answers) about %s.\n\n"
                .formatted(subject.replace('_', ' ')))
        .data("mmlu", subject + ".test")
        .examples(subject + ".dev", ShotRule.FIRST)
        .asked(Mmlu::choices)
        .metrics("acc")
        .task();
  }

  /** The harness takes the string "1" for the text of a choice, finds none, and scores 0. */
  private static Choices choices(Row row) {
    Object answer = row.textOrWhole("answer");
    if (answer instanceof Long index && index < -LETTERS.size() && index != NONE) {
      throw row.problem("answer", "must be 0 to 3, or \"A\" to \"D\"");
    }
    return Choices.named(question(row), LETTERS, answer);
  }

  private static String question(Row row) {
    List<Object> texts = row.textsOrWholes("choices");
    if (texts.size() < LETTERS.size()) {
      throw row.problem("choices", "must hold four strings or whole numbers");
    }
    StringBuilder question = new StringBuilder(PythonText.strip(row.text("question")));
    for (int i = 0; i < LETTERS.size(); i++) {
      question.append('\n').append(LETTERS.get(i)).append(". ").append(texts.get(i));
    }
    return question.append("\nAnswer:").toString();
  }
}
