package minitron.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import minitron.infer.Speeds;
import minitron.infer.Spread;
import minitron.infer.Workload.Seconds;
import minitron.paper.PaperSpeed.Speedup;

/**
 * The paper's figures on run time, judged by what the shapes allow and by what was measured.
 *
 * @param paper the figures
 * @param measured models of {@link Table3}'s names
 */
public record SpeedVerdict(PaperSpeed paper, Speeds measured) {
  /** The paper's figures have one decimal. */
  private static final double ROUNDED = .05;

  /** How many times faster a model answered than another: the mean of the workloads, by round. */
  public double[] times(String model, String over) {
    List<Speeds.Row> rows = measured.rows(model);
    return IntStream.range(0, rows.get(0).rounds().size())
        .mapToDouble(
            round ->
                rows.stream()
                    .mapToDouble(
                        row ->
                            measured.row(over, row.work()).rounds().get(round).all()
                                / row.rounds().get(round).all())
                    .average()
                    .orElseThrow())
        .toArray();
  }

  /** A paragraph for each figure, and one on depth beside width. */
  @Override
  public String toString() {
    List<String> said = new ArrayList<>();
    paper.claims().forEach(claim -> said.add(of(claim)));
    said.add(order());
    return String.join("\n\n", said);
  }

  private String of(Speedup claim) {
    List<Spread> each =
        measured.rows(claim.student()).stream()
            .map(row -> measured.speedup(row, claim.teacher(), Seconds::all))
            .toList();
    Spread here = Spread.of(each.stream().mapToDouble(Spread::median));
    return text(
        "%s, %.1f× (%s).\n%s\nMeasured here: %s over the workloads. %s\n%s",
        claim.student(),
        claim.speedup(),
        claim.place(),
        allowed(claim.speedup(), paper.equal(claim), paper.twice(claim)),
        here.range(),
        direction(each),
        size(claim.speedup(), here));
  }

  /** What the shapes say of a figure. */
  static String allowed(double figure, Spread equal, double twice) {
    String range = "The shapes allow " + equal.range() + " at equal batch";
    if (figure < equal.least() - ROUNDED) {
      return range + "; the paper has less: something costs time that the shapes do not show.";
    }
    if (figure <= equal.most() + ROUNDED) {
      return range + ", and the paper's figure is among them.";
    }
    String why = figure <= twice ? "needs a larger batch" : "is above both";
    return range
        + text(
            ", and %.2f× for 64 texts against the teacher's 32; the paper's figure %s.",
            twice, why);
  }

  private static String direction(List<Spread> each) {
    if (each.stream().allMatch(spread -> spread.least() > 1)) {
      return "Faster than its teacher at each, in every round: that holds.";
    }
    return each.stream().allMatch(spread -> spread.most() < 1)
        ? "Slower than its teacher at each, in every round: that does not hold here."
        : "Not faster at each in every round: that is not settled here.";
  }

  private static String size(double figure, Spread here) {
    if (figure > here.most() + ROUNDED) {
      return "The paper's figure is greater than any of these.";
    }
    return figure < here.least() - ROUNDED
        ? "The paper's figure is smaller than any of these."
        : "The paper's figure is among these.";
  }

  /** Whether the depth student is the faster of the two, workload by workload. */
  private String order() {
    List<Speeds.Row> depth = measured.rows(Table3.DEPTH);
    long faster =
        depth.stream()
            .filter(row -> measured.speedup(row, Table3.WIDTH, Seconds::all).least() > 1)
            .count();
    return text(
        "Depth beside width, of about the same size: faster in every round at %d of %d workloads; %s.",
        faster,
        depth.size(),
        faster == depth.size() ? "that holds" : "that does not hold throughout");
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
