package minitron.report.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A line that grows and stays quick to draw: whenever it has too many points, each two neighbours
 * become their mean, which also smooths what is noisy.
 */
public final class GrowingLine {
  private static final int MOST = 80;

  private List<Double> xs = new ArrayList<>();
  private List<Double> ys = new ArrayList<>();
  private int each = 1;
  private double sumX;
  private double sumY;
  private int waiting;

  /** Adds a point behind the others. */
  public void add(double x, double y) {
    sumX += x;
    sumY += y;
    waiting++;
    if (waiting < each) {
      return;
    }
    xs.add(sumX / each);
    ys.add(sumY / each);
    sumX = 0;
    sumY = 0;
    waiting = 0;
    if (xs.size() == MOST) {
      xs = halved(xs);
      ys = halved(ys);
      each *= 2;
    }
  }

  private static List<Double> halved(List<Double> values) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < values.size(); i += 2) {
      means.add((values.get(i) + values.get(i + 1)) / 2);
    }
    return means;
  }

  /** How many points it has. */
  public int size() {
    return xs.size();
  }

  /** Where its points stand. */
  public double[] x() {
    return array(xs);
  }

  /** Their values. */
  public double[] y() {
    return array(ys);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }
}
