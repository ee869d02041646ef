package minitron.eval.bfcl;

import java.util.List;
import java.util.stream.IntStream;
import minitron.python.PythonRepr;
import minitron.report.Columns;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * The calls that a text makes beside the expected ones, and the first thing that is wrong.
 *
 * @param answers the expected calls, each parameter with the values that are right
 */
public record CallView(Checked checked, List<?> answers) implements Showable {

  /** A row a call; what is not there is a blank. */
  public Table table() {
    List<?> calls = checked.decoded().calls();
    int rows = Math.max(1, Math.max(calls.size(), answers.size()));
    List<String> read = IntStream.range(0, rows).mapToObj(i -> shown(calls, i)).toList();
    List<String> right = IntStream.range(0, rows).mapToObj(i -> shown(answers, i)).toList();
    return Table.create(
        verdict(),
        Columns.text("called", read),
        Columns.text("expected, with every option", right));
  }

  private static String shown(List<?> calls, int place) {
    return place < calls.size() ? PythonRepr.repr(calls.get(place)) : "";
  }

  /** Right, or the first error: its type, then in words. */
  public String verdict() {
    Verdict verdict = checked.verdict();
    return verdict.valid()
        ? "right"
        : "wrong, %s: %s".formatted(verdict.errorType(), String.join(" ", verdict.errors()));
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return table().print();
  }
}
