package minitron.report.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import minitron.report.Numbers;

/** Small drawings in characters, for terminals. */
final class Sketch {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 12;
  private static final String MARKS = "*o+x#@%&";
  private static final String SHADES = " ░▒▓█";

  private Sketch() {}

  static String lines(String title, String xTitle, String yTitle, List<LineChart.Line> lines) {
    double[] xs = lines.stream().flatMapToDouble(l -> Arrays.stream(l.x())).toArray();
    double[] ys = lines.stream().flatMapToDouble(l -> Arrays.stream(l.y())).toArray();
    char[][] field = new char[HEIGHT][WIDTH];
    Arrays.stream(field).forEach(row -> Arrays.fill(row, ' '));
    List<String> legend = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      LineChart.Line line = lines.get(i);
      char mark = line.dashed() ? '-' : MARKS.charAt(i % MARKS.length());
      legend.add(mark + " " + line.name());
      mark(field, line, mark, new Scale(xs, WIDTH), new Scale(ys, HEIGHT));
    }
    return heading(title)
        + String.join("   ", legend)
        + "\n"
        + framed(field, new Scale(ys, HEIGHT), yTitle)
        + xAxis(new Scale(xs, WIDTH), xTitle);
  }

  private static String heading(String title) {
    return title.isEmpty() ? "" : title + "\n";
  }

  private record Scale(double low, double high, int cells) {
    Scale(double[] values, int cells) {
      this(
          Arrays.stream(values).filter(Double::isFinite).min().orElse(0),
          Arrays.stream(values).filter(Double::isFinite).max().orElse(1),
          cells);
    }

    int cell(double value) {
      double share = high > low ? (value - low) / (high - low) : .5;
      return (int) Math.round(Math.min(1, Math.max(0, share)) * (cells - 1));
    }
  }

  /** Marks every column of a line, by the straight line between its points. */
  private static void mark(char[][] field, LineChart.Line line, char mark, Scale x, Scale y) {
    for (int i = 0; i < line.x().length; i++) {
      int last = x.cell(line.x()[i]);
      int first = i == 0 ? last : x.cell(line.x()[i - 1]);
      double from = i == 0 ? line.y()[i] : line.y()[i - 1];
      for (int column = first; column <= last; column++) {
        double share = last == first ? 1 : (column - first) / (double) (last - first);
        double value = from + share * (line.y()[i] - from);
        if (Double.isFinite(value)) {
          field[HEIGHT - 1 - y.cell(value)][column] = mark;
        }
      }
    }
  }

  private static String framed(char[][] field, Scale y, String yTitle) {
    String top = Numbers.number(y.high());
    String bottom = Numbers.number(y.low());
    int margin = Math.max(top.length(), bottom.length());
    var text = new StringBuilder(yTitle).append('\n');
    for (int row = 0; row < field.length; row++) {
      String tick = row == 0 ? top : row == field.length - 1 ? bottom : "";
      text.append(" ".repeat(margin - tick.length())).append(tick).append(" │");
      text.append(new String(field[row]).stripTrailing()).append('\n');
    }
    return text.append(" ".repeat(margin))
        .append(" └")
        .append("─".repeat(WIDTH))
        .append('\n')
        .toString();
  }

  private static String xAxis(Scale x, String xTitle) {
    return "    " + Numbers.number(x.low()) + " … " + Numbers.number(x.high()) + "  " + xTitle;
  }

  static String bars(String title, String yTitle, List<String> names, Map<String, double[]> bars) {
    double most =
        bars.values().stream()
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    int margin = bars.keySet().stream().mapToInt(String::length).max().orElse(0);
    var text = new StringBuilder(heading(title)).append(yTitle);
    for (int i = 0; i < names.size(); i++) {
      int at = i;
      text.append('\n').append(names.get(i));
      bars.forEach((name, values) -> bar(text, name, margin, values[at], most));
    }
    return text.toString();
  }

  private static void bar(StringBuilder text, String name, int margin, double value, double most) {
    int length = most > 0 && value > 0 ? (int) Math.round(value / most * (WIDTH - 20)) : 0;
    text.append("\n  ").append(name).append(" ".repeat(margin - name.length())).append(' ');
    text.append("█".repeat(length)).append(' ').append(Numbers.number(value));
  }

  static String shades(String title, String xTitle, String yTitle, double[][] values) {
    double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    var scale = new Scale(all, SHADES.length());
    var text = new StringBuilder(heading(title)).append(yTitle).append(" upwards\n");
    for (int row = values.length - 1; row >= 0; row--) {
      int columns = Math.min(WIDTH, values[row].length);
      for (int i = 0; i < columns; i++) {
        double value = values[row][i * values[row].length / columns];
        text.append(SHADES.charAt(scale.cell(value)));
      }
      text.append('\n');
    }
    return text.append(xTitle).toString();
  }
}
