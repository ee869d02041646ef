package minitron.conformance.golden;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.conformance.Report;

/** Compares every row of a folder: a line a kind. */
public final class GoldenRows {
  private GoldenRows() {}

  /** Every kind of row there is. */
  private static Map<String, GoldenCheck> kinds() {
    Map<String, GoldenCheck> kinds = new HashMap<>();
    kinds.putAll(IfEvalRows.kinds());
    kinds.putAll(BfclRows.kinds());
    kinds.putAll(ChatRagRows.kinds());
    kinds.putAll(MtBenchRows.kinds());
    kinds.putAll(NemoRows.kinds());
    kinds.putAll(ChatRows.kinds());
    return kinds;
  }

  /** Whether a folder has such rows. */
  public static boolean in(Path folder) {
    return GoldenFolder.is(folder);
  }

  /**
   * Compares all rows.
   *
   * @param data the folder of the benchmarks' own rows; empty to look for it
   * @return a check a kind; a kind that is not known fails
   */
  public static Report check(Path folder, Optional<Path> data) {
    GoldenFolder golden = GoldenFolder.read(folder, data);
    Map<String, GoldenCheck> known = kinds();
    List<Report.Check> checks = new ArrayList<>();
    golden
        .kinds()
        .forEach(
            (kind, rows) -> {
              GoldenCheck check = known.get(kind);
              checks.add(
                  check == null
                      ? new Report.Check(
                          kind, false, rows.size() + " rows of a kind that nothing here computes")
                      : check(kind, check, rows, golden));
            });
    return new Report(checks);
  }

  private static Report.Check check(
      String kind, GoldenCheck check, List<GoldenRow> rows, GoldenFolder folder) {
    List<String> wrong = new ArrayList<>();
    for (GoldenRow row : rows) {
      difference(check, row, folder).ifPresent(what -> wrong.add(row.where() + ": " + what));
    }
    String all = rows.size() + (rows.size() == 1 ? " row" : " rows");
    return wrong.isEmpty()
        ? new Report.Check(kind, true, all)
        : new Report.Check(
            kind,
            false,
            "%d of %s differ:%n  %s".formatted(wrong.size(), all, String.join("\n  ", wrong)));
  }

  /** What cannot be computed fails alone. */
  private static Optional<String> difference(
      GoldenCheck check, GoldenRow row, GoldenFolder folder) {
    try {
      return check.difference(row, folder);
    } catch (RuntimeException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
