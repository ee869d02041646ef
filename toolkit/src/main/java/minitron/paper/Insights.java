package minitron.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import minitron.report.Columns;
import minitron.report.Csv;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.report.plot.BarPlot;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What was found of each sentence of the paper's Insights and Analysis, in one world or in two.
 *
 * @param all the sentences
 * @param worlds what was found in each world
 */
public record Insights(List<Insight> all, List<World> worlds) implements Showable {
  /**
   * A sentence of the paper's Insights or Analysis, and where it is tested.
   *
   * @param place where it stands
   * @param sentence as it stands there, shortened
   * @param paper the paper's own figure, or empty
   * @param notebook whose verdict it is; empty if none tests it
   * @param claim the verdict's
   * @param why it cannot be tested, or empty
   */
  public record Insight(
      String place, String sentence, String paper, String notebook, String claim, String why) {
    private static final String FILE = "insights.csv";

    /** All of them, the Insights first, in the paper's order. */
    static List<Insight> all() {
      try (InputStream in = Insights.class.getResourceAsStream(FILE)) {
        return Csv.read(in).stream().map(Insight::of).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Insight of(Row row) {
      return new Insight(
          row.getString("place"),
          row.getString("sentence"),
          row.getString("paper"),
          row.getString("notebook"),
          row.getString("claim"),
          row.getString("why"));
    }
  }

  /**
   * A world: a model and its texts.
   *
   * @param name for people
   * @param verdicts by the notebook's name
   */
  public record World(String name, Map<String, Verdicts> verdicts) {
    /** Reads the verdicts of all notebooks in a folder of results. */
    static World read(String name, Path results, List<Insight> all) {
      Map<String, Verdicts> verdicts = new TreeMap<>();
      all.stream()
          .map(Insight::notebook)
          .distinct()
          .forEach(
              notebook ->
                  Verdicts.read(results.resolve(notebook))
                      .ifPresent(found -> verdicts.put(notebook, found)));
      return new World(name, verdicts);
    }

    /** What was found of a sentence; empty if its notebook has not run here. */
    public Optional<Verdict> of(Insight insight) {
      if (!insight.why().isEmpty()) {
        return Optional.of(
            new Claim(insight.sentence(), insight.place(), "").untestable(insight.why()));
      }
      Stream<Verdict> found =
          Stream.ofNullable(verdicts.get(insight.notebook())).flatMap(v -> v.all().stream());
      return found.filter(verdict -> verdict.claim().equals(insight.claim())).findFirst();
    }
  }

  /** Keeps both lists as they are now. */
  public Insights {
    all = List.copyOf(all);
    worlds = List.copyOf(worlds);
  }

  /** What is in a folder of results. */
  public static Insights in(Path results) {
    List<Insight> all = Insight.all();
    return new Insights(all, List.of(World.read("TinyWorld", results, all)));
  }

  /** The same beside what was found in another world. */
  public Insights and(String name, Path results) {
    List<World> both = new ArrayList<>(worlds);
    both.add(World.read(name, results, all));
    return new Insights(all, both);
  }

  /** The sentences of a part of the paper: {@code Insights} or {@code Analysis}. */
  public Insights of(String part) {
    return new Insights(all.stream().filter(i -> i.place().startsWith(part)).toList(), worlds);
  }

  /** A row for each sentence: what the paper says, what was found here, and where. */
  public Table table() {
    Table table =
        Table.create(
            "",
            text("where", Insight::place),
            text("the paper says", Insight::sentence),
            text("paper", Insight::paper));
    for (World world : worlds) {
      table.addColumns(
          text(world.name(), i -> world.of(i).map(Verdict::measured).orElse("not run here")),
          text(
              "verdict" + (table.containsColumn("verdict") ? ", " + world.name() : ""),
              i -> world.of(i).map(verdict -> verdict.outcome().toString()).orElse("")));
    }
    return table.addColumns(text("notebook", i -> i.notebook().replaceAll("-.*", "")));
  }

  private StringColumn text(String name, Function<Insight, String> of) {
    return Columns.text(name, all.stream().map(of).toList());
  }

  /** How many sentences have which outcome, in each world. */
  public BarPlot plot() {
    List<Outcome> outcomes = List.of(Outcome.values());
    var plot =
        new BarPlot(
            "", "sentences", outcomes.stream().map(Outcome::toString).toArray(String[]::new));
    for (World world : worlds) {
      Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
      all.forEach(i -> world.of(i).ifPresent(v -> counts.merge(v.outcome(), 1, Integer::sum)));
      plot.bars(
          world.name(),
          outcomes.stream().mapToDouble(each -> counts.getOrDefault(each, 0)).toArray());
    }
    return plot;
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return Markdown.table(table());
  }
}
