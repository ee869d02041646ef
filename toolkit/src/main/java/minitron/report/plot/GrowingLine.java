package minitron.report.plot;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;

/**
 * A line for a live plot. When it has 80 points, every two neighbours are replaced by their mean,
 * so that it stays quick to draw; that also smooths it.
 */
public final class GrowingLine {
  private static final int MOST = 80;

  private DoubleArrayList xs = new DoubleArrayList();
  private DoubleArrayList ys = new DoubleArrayList();
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

  private static DoubleArrayList halved(DoubleArrayList values) {
    var means = new DoubleArrayList();
    for (int i = 0; i < values.size(); i += 2) {
      means.add((values.getDouble(i) + values.getDouble(i + 1)) / 2);
    }
    return means;
  }

  /** How many points it has. */
  public int size() {
    return xs.size();
  }

  /** The x values of its points. */
  public double[] x() {
    return xs.toDoubleArray();
  }

  /** The y values of its points. */
  public double[] y() {
    return ys.toDoubleArray();
  }
}
