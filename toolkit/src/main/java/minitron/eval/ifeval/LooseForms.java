package minitron.eval.ifeval;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import minitron.python.PythonText;

/**
 * The eight forms of a text that the loose measure takes: as it is, without its first line, its
 * last, or both, and each of them without asterisks.
 */
final class LooseForms {
  private LooseForms() {}

  static Stream<String> of(String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    int n = lines.size();
    List<String> forms =
        List.of(text, joined(lines, 1, n), joined(lines, 0, n - 1), joined(lines, 1, n - 1));
    return Stream.concat(forms.stream(), forms.stream().map(form -> form.replace("*", "")))
        .distinct();
  }

  private static String joined(List<String> lines, int from, int to) {
    return PythonText.strip(String.join("\n", lines.subList(Math.min(from, to), to)));
  }
}
