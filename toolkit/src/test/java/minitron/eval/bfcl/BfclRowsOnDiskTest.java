package minitron.eval.bfcl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import minitron.Shared;
import minitron.python.PythonRepr;
import minitron.text.ItemFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real rows: a text of the first right values is right, but where answers contradict docs. */
class BfclRowsOnDiskTest {

  @ParameterizedTest
  @CsvSource({
    "SIMPLE_PYTHON, 400",
    "MULTIPLE, 200",
    "PARALLEL, 200",
    "PARALLEL_MULTIPLE, 200",
    "LIVE_SIMPLE, 256",
    "LIVE_MULTIPLE, 1050"
  })
  void theFirstRightValuesAreRight(Category category, int right) {
    var items = new ItemFolder(Shared.require().resolve("datasets"));
    long valid =
        FunctionRow.all(items, "bfcl", category).stream()
            .filter(row -> anyFits(category, row))
            .count();
    assertEquals(right, valid);
  }

  /** Two rows of parallel_multiple hold a parameter that may only be left out. */
  private static boolean anyFits(Category category, FunctionRow row) {
    return fits(category, row, true) || fits(category, row, false);
  }

  private static boolean fits(Category category, FunctionRow row, boolean optional) {
    String text =
        row.answers().stream()
            .map(call -> text(FunctionDoc.dict(call), optional))
            .collect(Collectors.joining(", ", "[", "]"));
    return Checked.of(category, row.functions(), row.answers(), text).verdict().valid();
  }

  private static String text(Map<String, Object> call, boolean optional) {
    Map.Entry<String, Object> only = call.entrySet().iterator().next();
    List<String> arguments = new ArrayList<>();
    FunctionDoc.dict(only.getValue())
        .forEach(
            (name, options) -> {
              List<?> all = FunctionDoc.list(options);
              Object value = value(all);
              boolean left = all.contains("") && (!optional || "".equals(value));
              if (!left && !all.isEmpty()) {
                arguments.add(name + "=" + PythonRepr.repr(value));
              }
            });
    return only.getKey() + "(" + String.join(", ", arguments) + ")";
  }

  /** The first option that says something; within dicts too. */
  private static Object value(List<?> options) {
    Object first = "";
    for (int i = options.size() - 1; i >= 0; i--) {
      first = "".equals(options.get(i)) ? first : options.get(i);
    }
    if (first instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(item instanceof Map ? dict(item) : item));
      return items;
    }
    return first instanceof Map ? dict(first) : first;
  }

  private static Map<String, Object> dict(Object option) {
    Map<String, Object> values = new LinkedHashMap<>();
    FunctionDoc.dict(option)
        .forEach(
            (key, options) -> {
              Object value = options instanceof List<?> all ? value(all) : options;
              if (!"".equals(value)) {
                values.put(key, value);
              }
            });
    return values;
  }
}
