package minitron.report.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A line for a live plot. When it has 80 points, every two neighbours are replaced by their mean,
 * so that it stays quick to draw; that also smooths it.
 */
public final class GrowingLine {
  private static final int MOST = 80;

  private List<Double> xs = new ArrayList<>();
  private List<Double> ys = new ArrayList<>();
  private int each = 1;
  private double sumX;
  private double sumY;
  private int waiting;

  /** Adds a point at the end. */
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

  /** The x values of its points. */
  public double[] x() {
    return array(xs);
  }

  /** The y values of its points. */
  public double[] y() {
    return array(ys);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }
}
