package minitron.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import minitron.model.CausalLm;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.runs.Ending;
import tech.tablesaw.api.Table;

/**
 * Candidates that were cut from a teacher, the best first: by LM loss, before any training.
 *
 * @param students the candidates as models
 * @param ending whether all candidates were cut
 */
public record Ranking(List<Student> students, Ending ending) implements Showable {
  /**
   * A candidate as a model.
   *
   * @param dropped its teacher's layers that are gone, as people write them; or empty
   * @param model whose weights are cut when they are first needed
   * @param loss LM loss on held-out text, nats a token
   */
  public record Student(Candidate candidate, String dropped, CausalLm model, double loss) {}

  /** Puts them in order. */
  public Ranking {
    students = students.stream().sorted(Comparator.comparingDouble(Student::loss)).toList();
  }

  /** The first few. */
  public Ranking best(int count) {
    return new Ranking(students.subList(0, Math.min(count, students.size())), ending);
  }

  /** So many from the first to the last, at equal distances of rank. */
  public Ranking spread(int count) {
    int last = students.size() - 1;
    int steps = Math.max(1, count - 1);
    return new Ranking(
        IntStream.range(0, Math.min(count, students.size()))
            .map(i -> Math.round((float) i * last / steps))
            .distinct()
            .mapToObj(students::get)
            .toList(),
        ending);
  }

  /**
   * Those with these names.
   *
   * @throws IllegalArgumentException if there is no such student
   */
  public Ranking named(String... names) {
    List<Student> some = new ArrayList<>();
    for (String name : names) {
      if (!names().contains(name)) {
        throw new IllegalArgumentException(
            "There is no student '%s'; there are %s.".formatted(name, names()));
      }
      some.add(students.get(names().indexOf(name)));
    }
    return new Ranking(some, ending);
  }

  /** Both together, each student once. */
  public Ranking and(Ranking others) {
    List<Student> all = new ArrayList<>(students);
    others.students.stream().filter(s -> !names().contains(s.candidate.name())).forEach(all::add);
    return new Ranking(all, ending);
  }

  /** Their names. */
  public List<String> names() {
    return students.stream().map(student -> student.candidate.name()).toList();
  }

  /** The models, in the same order. */
  public CausalLm[] models() {
    return students.stream().map(Student::model).toArray(CausalLm[]::new);
  }

  /** A row for each. */
  public Table table() {
    String title = students.size() + " students, before any training";
    return Candidates.table(title, students.stream().map(Student::candidate).toList())
        .addColumns(
            Columns.text("layers dropped", students.stream().map(Student::dropped).toList()),
            Columns.fixed(
                "loss (nats)", 3, students.stream().mapToDouble(Student::loss).toArray()));
  }

  @Override
  public List<?> parts() {
    return ending.whole() ? List.of(table()) : List.of(table(), ending.text());
  }

  @Override
  public String toString() {
    String table = Markdown.table(table());
    return ending.whole() ? table : table + "\n\n" + ending;
  }
}
