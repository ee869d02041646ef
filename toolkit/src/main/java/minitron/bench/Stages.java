package minitron.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import minitron.report.Columns;
import minitron.report.plot.BarPlot;
import minitron.report.plot.Plot;
import minitron.search.Roofline.Work;
import minitron.tensor.Hardware;
import tech.tablesaw.api.Table;

/**
 * The stages beside the least time that a machine needs for their work.
 *
 * @param oneThread the machine with one thread
 * @param machine with all threads, as the stages have it
 * @param all in the order of the measurement
 */
public record Stages(Hardware oneThread, Hardware machine, List<Stage> all) {
  /**
   * A stage.
   *
   * @param parts what it has to do at least, one after the other
   * @param products seconds of its products alone
   * @param measured seconds of a call
   * @param tokens of a call
   */
  public record Stage(
      String name, List<Work> parts, double products, double measured, long tokens) {
    private Work work() {
      return parts.stream().reduce(LeastWork::plus).orElseThrow();
    }

    /** The least seconds on a machine. */
    double bound(Hardware machine) {
      return parts.stream()
          .mapToDouble(part -> part.seconds(machine.flopsPerSecond(), machine.bytesPerSecond()))
          .sum();
    }
  }

  /** What the machine can do. */
  public Table machines() {
    List<Hardware> both = List.of(oneThread, machine);
    return Table.create(
        "The machine at its best",
        Columns.text("machine", both.stream().map(Hardware::name).toList()),
        Columns.fixed(
            "GFLOP/s", 0, both.stream().mapToDouble(m -> m.flopsPerSecond() / 1e9).toArray()),
        Columns.fixed(
            "GB/s", 1, both.stream().mapToDouble(m -> m.bytesPerSecond() / 1e9).toArray()));
  }

  /** A row for each stage. */
  public Table table() {
    return Table.create(
        "Stages beside their bounds",
        Columns.text("stage", names()),
        Columns.fixed("GFLOP", 1, values(s -> s.work().flops() / 1e9)),
        Columns.fixed("MB moved", 0, values(s -> s.work().bytes() / 1e6)),
        Columns.text("bound by", all.stream().map(this::boundBy).toList()),
        Columns.fixed("bound s", 4, values(s -> s.bound(machine))),
        Columns.fixed("products s", 4, values(Stage::products)),
        Columns.fixed("measured s", 4, values(Stage::measured)),
        Columns.shares("share of bound", values(s -> s.bound(machine) / s.measured)),
        Columns.shares("share of products", values(s -> s.products / s.measured)),
        Columns.fixed("tokens/s", 1, values(s -> s.tokens / s.measured)));
  }

  /** What part of the measured time the bound is, and what part the products alone. */
  public Plot plot() {
    return new BarPlot(
            "Least time and time of products",
            "share of the measured time",
            names().toArray(String[]::new))
        .bars("bound by the machine", values(s -> s.bound(machine) / s.measured))
        .bars("its matrix products alone", values(s -> s.products / s.measured))
        .percent();
  }

  private String boundBy(Stage stage) {
    double products = stage.work().flops() / machine.flopsPerSecond();
    return products > stage.work().bytes() / machine.bytesPerSecond() ? "products" : "memory";
  }

  private List<String> names() {
    return all.stream().map(Stage::name).toList();
  }

  private double[] values(ToDoubleFunction<Stage> value) {
    return all.stream().mapToDouble(value).toArray();
  }
}
