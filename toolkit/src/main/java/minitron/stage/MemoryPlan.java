package minitron.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import minitron.model.ModelConfig;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.search.Gpu;
import minitron.search.Need;
import minitron.search.PeakMemory;
import minitron.tensor.Engines;
import minitron.tensor.FreeMemory;
import minitron.tensor.Moments;
import minitron.tensor.Precision;
import minitron.train.TrainOptions;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What each stage needs in memory, by the configs alone: within 20 % of what is then measured.
 *
 * @param teacher the model that is scored and pruned
 * @param student what is distilled into
 * @param options batch, length, precision of all stages, and how the student is trained
 * @param free bytes here, where they are known
 * @param here whether the device here is a GPU
 * @param gpu another device
 */
public record MemoryPlan(
    ModelConfig teacher,
    ModelConfig student,
    TrainOptions options,
    OptionalDouble free,
    boolean here,
    Optional<Gpu> gpu)
    implements Showable {
  private static final double GB = 1e9;

  /** The calculation is good to a fifth. */
  static final double SURE = 0.8;

  /** A way to train, and what it is called in a shell. */
  private record Way(String flag, UnaryOperator<TrainOptions> change) {}

  /** From what costs nothing but time to what costs some exactness. */
  private static final List<Way> WAYS =
      List.of(
          new Way("--recompute", TrainOptions::recompute),
          new Way("--micro-batch 1", options -> options.microBatch(1)),
          new Way("--moments 8bit", options -> options.moments(Moments.EIGHT_BIT)),
          new Way("--master bf16", options -> options.master(Precision.BF16)),
          new Way("--dtype bf16", options -> options.precision(Precision.BF16)));

  /** For what is here now. */
  public static MemoryPlan of(ModelConfig teacher, ModelConfig student, TrainOptions options) {
    boolean gpu = Engines.device().isGpu();
    return new MemoryPlan(teacher, student, options, FreeMemory.ofDevice(), gpu, Optional.empty());
  }

  /** The same with another device beside it. */
  public MemoryPlan and(Gpu other) {
    return new MemoryPlan(teacher, student, options, free, here, Optional.of(other));
  }

  /** The same with a GPU beside it, by its name or its memory: {@code H100}, {@code 24}. */
  public MemoryPlan and(String other) {
    return and(Gpu.of(other));
  }

  /** Every stage. */
  private List<Need> needs(boolean onGpu) {
    PeakMemory all = memory(options, options.batch(), onGpu);
    List<Need> needs = new ArrayList<>();
    needs.add(all.score(teacher));
    needs.add(all.importance(teacher));
    needs.add(all.trim());
    needs.add(correct(options, onGpu));
    needs.addAll(distill(onGpu));
    return needs;
  }

  /** Teacher correction. */
  Need correct(TrainOptions how, boolean onGpu) {
    return training(how, onGpu).train(teacher, how.storage(), how.backprop().recompute());
  }

  /** Distillation as it is, and in less and less memory. */
  List<Need> distill(boolean onGpu) {
    List<Need> needs = new ArrayList<>(List.of(distill(options, onGpu)));
    TrainOptions less = options;
    for (Way way : WAYS) {
      TrainOptions next = way.change.apply(less);
      boolean same = next.atOnce() == less.atOnce() && next.backprop().equals(less.backprop());
      if (!same || !next.storage().equals(less.storage())) {
        less = next;
        needs.add(new Need("… and " + way.flag, distill(less, onGpu).parts()));
      }
    }
    return needs;
  }

  private Need distill(TrainOptions how, boolean onGpu) {
    boolean recompute = how.backprop().recompute();
    return training(how, onGpu).distill(teacher, student, how.storage(), recompute);
  }

  static PeakMemory training(TrainOptions how, boolean onGpu) {
    return memory(how, how.atOnce(), onGpu);
  }

  private static PeakMemory memory(TrainOptions how, int samples, boolean onGpu) {
    return new PeakMemory(onGpu, how.backprop().precision(), samples, how.length());
  }

  /** A row a stage: GB in all, and whether that is free. */
  public Table table() {
    List<Need> own = needs(here);
    Table table =
        Table.create(
            "memory, %d × %,d tokens".formatted(options.batch(), options.length()),
            Columns.text("stage", own.stream().map(Need::work).toList()),
            gigabytes("here, GB", own));
    free.ifPresent(bytes -> table.addColumns(fits("fits", own, bytes)));
    gpu.ifPresent(
        other -> {
          List<Need> there = needs(true);
          table.addColumns(
              gigabytes(other.name() + ", GB", there),
              fits("fits there", there, other.gigabytes() * GB));
        });
    return table;
  }

  private static DoubleColumn gigabytes(String name, List<Need> needs) {
    return Columns.fixed(name, 1, needs.stream().mapToDouble(need -> need.bytes() / GB).toArray());
  }

  private static StringColumn fits(String name, List<Need> needs, double bytes) {
    return Columns.text(name, needs.stream().map(need -> fits(need.bytes() / bytes)).toList());
  }

  private static String fits(double share) {
    return share <= SURE ? "yes" : share * SURE <= 1 ? "perhaps" : "no";
  }

  /** What distillation holds, part by part. */
  public Table parts(boolean onGpu) {
    List<Need> distilling = distill(onGpu);
    List<String> names = List.copyOf(distilling.get(0).parts().keySet());
    Table table =
        Table.create(
            "distillation, GB by part%s".formatted(onGpu ? ", on a GPU" : ""),
            Columns.text("stage", distilling.stream().map(Need::work).toList()));
    for (String name : names) {
      double[] values = distilling.stream().mapToDouble(need -> need.part(name) / GB).toArray();
      table.addColumns(Columns.fixed(name, 1, values));
    }
    return table;
  }

  private String sizes() {
    return free.isPresent()
        ? String.format(Locale.ROOT, "%.1f GB are free here.", free.getAsDouble() / GB)
        : "How much memory is free here is not known.";
  }

  @Override
  public List<?> parts() {
    return List.of(table(), parts(gpu.isPresent() || here), sizes());
  }

  @Override
  public String toString() {
    return "%s\n\n%s\n\n%s"
        .formatted(
            Markdown.table(table()), Markdown.table(parts(gpu.isPresent() || here)), sizes());
  }
}
