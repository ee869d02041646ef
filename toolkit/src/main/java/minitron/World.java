package minitron;

import java.util.List;
import minitron.data.Row;
import minitron.data.tinyworld.Register;
import minitron.data.tinyworld.Stories;
import minitron.data.tinyworld.TinyWorld;
import minitron.report.Passage;

/** TinyWorld to look at: what its stories are like, and what is asked about them. */
public final class World {
  private World() {}

  /** The first page of stories that a teacher of this register is trained on. */
  public static Passage stories(String register) {
    String page = new Stories(Register.of(register), TinyWorld.TRAINING_SEED).page(0);
    return new Passage("", page.strip(), "register " + register);
  }

  /** Winogrande items with so many links, one of each kind, and how each is worked out. */
  public static Riddle.Several riddles(int links) {
    List<Row> rows = TinyWorld.items().split("winogrande", "validation").rows();
    List<String> kinds = rows.stream().map(row -> row.text("kind")).distinct().toList();
    List<Riddle> riddles =
        kinds.stream()
            .flatMap(
                kind ->
                    rows.stream()
                        .filter(row -> row.text("kind").equals(kind) && row.whole("depth") == links)
                        .limit(1))
            .map(Riddle::of)
            .toList();
    if (riddles.isEmpty()) {
      throw new IllegalArgumentException(
          "No item has " + links + " links: allowed are " + links(rows) + ".");
    }
    return new Riddle.Several(riddles);
  }

  private static String links(List<Row> rows) {
    var numbers = rows.stream().mapToInt(row -> row.whole("depth")).summaryStatistics();
    return numbers.getMin() + " to " + numbers.getMax();
  }
}
