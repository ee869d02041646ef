package minitron.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minitron.model.ModelConfig;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Numbers;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * What a distillation has to compute, by the configs alone, and how long that takes on machines
 * whose speed is given: a forward pass of the teacher and a step of the student for each token.
 *
 * @param tokens of the whole distillation
 * @param teacher floating-point operations a token
 * @param student floating-point operations a token, forward and back
 * @param places where it might be done
 */
public record DistillCost(long tokens, double teacher, double student, List<Place> places)
    implements Showable {
  private static final double TERA = 1e12;
  private static final double GIGA = 1e9;
  private static final int FORWARD_AND_BACK = 3;

  /**
   * A place.
   *
   * @param name what stands there, and how many
   * @param teraflops 10^12 floating-point operations a second that all of it really does
   */
  public record Place(String name, double teraflops) {
    /** Checks the speed. */
    public Place {
      if (!(teraflops > 0 && Double.isFinite(teraflops))) {
        throw new IllegalArgumentException(
            "%s does %s TFLOP/s: give a number above 0, such as 400 for an H100."
                .formatted(name, teraflops));
      }
    }
  }

  /** Keeps the places as they are now. */
  public DistillCost {
    places = List.copyOf(places);
  }

  /**
   * For two architectures.
   *
   * @param length tokens of a sample, since attention costs more the longer it is
   */
  public static DistillCost of(ModelConfig teacher, ModelConfig student, long tokens, int length) {
    double listening = step(teacher, length) / FORWARD_AND_BACK;
    return new DistillCost(tokens, listening, step(student, length), List.of());
  }

  private static double step(ModelConfig config, int length) {
    return new Roofline(config, Short.BYTES).step(1, length).flops() / length;
  }

  /**
   * The same with another place.
   *
   * @param teraflops 10^12 operations a second that it really does, not its data sheet's
   */
  public DistillCost on(String name, double teraflops) {
    List<Place> more = new ArrayList<>(places);
    more.add(new Place(name, teraflops));
    return new DistillCost(tokens, teacher, student, more);
  }

  /** Floating-point operations of the whole. */
  public double flops() {
    return tokens * (teacher + student);
  }

  /** Who computes how much. */
  public Table table() {
    double both = teacher + student;
    return Table.create(
        "distillation, %s tokens: %s FLOPs"
            .formatted(Numbers.count(tokens), Numbers.power(flops(), 2)),
        Columns.text("work", List.of("teacher, forward", "student, forward and back", "both")),
        Columns.numbers("GFLOPs a token", teacher / GIGA, student / GIGA, both / GIGA),
        Columns.shares("share", teacher / both, student / both, 1));
  }

  /** How long it takes where. */
  public Table time() {
    double[] speeds = places.stream().mapToDouble(Place::teraflops).toArray();
    List<String> times = places.stream().map(this::time).toList();
    return Table.create(
        "time",
        Columns.text("where", places.stream().map(Place::name).toList()),
        Columns.numbers("TFLOP/s", speeds),
        Columns.text("time", times));
  }

  private String time(Place place) {
    double hours = flops() / (place.teraflops * TERA) / 3600;
    double days = hours / 24;
    double years = days / 365.25;
    return years >= 2 ? of(years, "years") : days >= 2 ? of(days, "days") : of(hours, "hours");
  }

  private static String of(double number, String unit) {
    return String.format(Locale.ROOT, number < 10 ? "%,.1f %s" : "%,.0f %s", number, unit);
  }

  @Override
  public List<?> parts() {
    return places.isEmpty() ? List.of(table()) : List.of(table(), time());
  }

  @Override
  public String toString() {
    String work = Markdown.table(table());
    return places.isEmpty() ? work : work + "\n\n" + Markdown.table(time());
  }
}
