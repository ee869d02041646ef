package minitron.conformance.golden;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.eval.bfcl.Accuracy;
import minitron.eval.bfcl.Category;
import minitron.eval.bfcl.Checked;
import minitron.eval.bfcl.Decoded;
import minitron.eval.bfcl.FunctionPrompt;
import minitron.eval.bfcl.FunctionRow;
import minitron.eval.bfcl.Verdict;
import minitron.python.Bytes;
import minitron.python.Complex;
import minitron.python.PythonRepr;
import minitron.python.Tuple;
import minitron.text.ItemFolder;
import minitron.text.chat.Message;

/** BFCL: calls that are read and judged, what is asked, and what categories come to. */
final class BfclRows {
  private static final String DATA = "bfcl";
  private static final String NONE = "__none__";

  /** How an original that stopped is told. */
  private static final String STOPPED = "checker_exception:";

  private final Map<Category, Map<String, FunctionRow>> rows = new EnumMap<>(Category.class);

  private BfclRows() {}

  static Map<String, GoldenCheck> kinds() {
    var rows = new BfclRows();
    return Map.of(
        "bfcl",
        rows::checked,
        "bfcl_prompt",
        rows::prompt,
        "bfcl_overall",
        (row, folder) -> overall(row));
  }

  private Optional<String> checked(GoldenRow row, GoldenFolder folder) {
    Category category = Category.of(row.text("category"));
    FunctionRow asked = asked(category, row, folder);
    Checked checked = Checked.of(category, asked.functions(), asked.answers(), row.text("output"));
    Verdict verdict = checked.verdict();
    String expected = row.has("error_type") ? row.text("error_type") : "";
    if (expected.startsWith(STOPPED)) {
      return GoldenCheck.equal("valid", row.truth("valid"), verdict.valid());
    }
    return Stream.of(
            GoldenCheck.equal("decoded", text(row.value("decoded")), decoded(checked.decoded())),
            GoldenCheck.equal("valid", row.truth("valid"), verdict.valid()),
            GoldenCheck.equal("error_type", expected, verdict.errorType()),
            errors(row, verdict),
            row.has("sub_error_types")
                ? GoldenCheck.equal(
                    "sub_error_types", row.list("sub_error_types"), verdict.subErrorTypes())
                : Optional.<String>empty())
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Sentences are compared where no part of them is the wording of a parser. */
  private static Optional<String> errors(GoldenRow row, Verdict verdict) {
    return row.has("error")
        ? GoldenCheck.equal("error", row.list("error"), verdict.errors())
        : Optional.empty();
  }

  /** A row of the data, or of the golden file's own: those say what is asked in their first row. */
  private FunctionRow asked(Category category, GoldenRow row, GoldenFolder folder) {
    String id = row.text("id");
    return folder.beside(row, row.text("kind")).stream()
        .filter(other -> other.has("function") && other.text("id").equals(id))
        .findFirst()
        .map(other -> new FunctionRow(id, List.of(), other.list("function"), answers(other)))
        .orElseGet(() -> real(category, id, folder));
  }

  private static List<Object> answers(GoldenRow row) {
    return row.has("ground_truth") ? row.list("ground_truth") : List.of();
  }

  private FunctionRow real(Category category, String id, GoldenFolder folder) {
    FunctionRow row =
        rows.computeIfAbsent(
                category,
                one -> {
                  Map<String, FunctionRow> byId = new LinkedHashMap<>();
                  var items = new ItemFolder(folder.data(DATA).getParent());
                  FunctionRow.all(items, DATA, one).forEach(r -> byId.put(r.id(), r));
                  return byId;
                })
            .get(id);
    if (row == null) {
      throw new IllegalArgumentException("There is no row " + id + " of " + category.title() + ".");
    }
    return row;
  }

  private static String decoded(Decoded decoded) {
    return decoded.readable() ? text(written(decoded.value())) : "an exception";
  }

  private static String text(Object value) {
    return value instanceof Map<?, ?> dict && dict.containsKey("exception")
        ? "an exception"
        : PythonRepr.repr(value);
  }

  /** A value in the form that the rows have it in. */
  private static Object written(Object value) {
    if (value instanceof Tuple tuple) {
      return Map.of("__tuple__", written(tuple.items()));
    }
    if (value instanceof Bytes || value instanceof Complex) {
      return Map.of("__py__", PythonRepr.repr(value));
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(written(item)));
      return items;
    }
    if (value instanceof Map<?, ?> dict) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      dict.forEach((key, item) -> entries.put(key(key), written(item)));
      return entries;
    }
    return value;
  }

  private static String key(Object key) {
    return key == null ? NONE : PythonRepr.str(key);
  }

  private Optional<String> prompt(GoldenRow row, GoldenFolder folder) {
    Category category = Category.of(row.text("category"));
    FunctionRow asked = asked(category, row, folder);
    List<Message> messages = FunctionPrompt.of(category, asked.functions(), asked.messages());
    return GoldenCheck.equal(
        "messages",
        PythonRepr.repr(row.list("messages")),
        PythonRepr.repr(messages.stream().map(Message::fields).toList()));
  }

  private static Optional<String> overall(GoldenRow row) {
    var accuracy = new Accuracy(counts(row, "correct"), counts(row, "total"));
    Map<String, Double> actual = accuracy.aggregates();
    Map<String, Object> expected = row.object("expected");
    if (!actual.keySet().equals(expected.keySet())) {
      return GoldenCheck.equal("aggregates", expected.keySet(), actual.keySet());
    }
    return expected.keySet().stream()
        .flatMap(
            name ->
                GoldenCheck.close(
                    name, ((Number) expected.get(name)).doubleValue(), actual.get(name))
                    .stream())
        .findFirst();
  }

  private static Map<Category, Integer> counts(GoldenRow row, String field) {
    Map<Category, Integer> counts = new EnumMap<>(Category.class);
    row.object(field)
        .forEach((name, count) -> counts.put(Category.of(name), ((Number) count).intValue()));
    return counts;
  }
}
