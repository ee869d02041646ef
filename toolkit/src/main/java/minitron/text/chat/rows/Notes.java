package minitron.text.chat.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a user should know of the rows that were read: each sentence once, with its number. */
final class Notes {
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  void add(String sentence) {
    counts.merge(sentence, 1, Integer::sum);
  }

  /** Every sentence, and how many rows it holds for. */
  List<String> sentences() {
    return counts.entrySet().stream()
        .map(
            each ->
                each.getValue() == 1
                    ? each.getKey()
                    : "%s (%,d rows)".formatted(each.getKey(), each.getValue()))
        .toList();
  }
}
