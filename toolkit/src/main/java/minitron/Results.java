package minitron;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import minitron.io.Output;
import minitron.paper.Gallery;
import minitron.report.Csv;
import minitron.report.PreviousFiles;
import minitron.report.Records;
import minitron.report.Showable;
import minitron.report.plot.Plot;
import minitron.stage.Provenance;
import tech.tablesaw.api.Table;

/** Saves the results of a notebook: tables, plots, and how they were made. */
public final class Results {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Path folder;
  private final List<String> files = new ArrayList<>();
  private final Map<String, Object> configuration = new LinkedHashMap<>();

  private Results(Path folder) {
    this.folder = folder;
  }

  /**
   * What was written.
   *
   * @param stem the folder's name
   * @param files the names of the files in it
   */
  public record Saved(String stem, List<String> files) {
    @Override
    public String toString() {
      return "saved results/" + stem + (stem.isEmpty() ? "" : "/: ") + String.join(", ", files);
    }
  }

  /**
   * Writes results/STEM/, as a whole: a CSV file for each table, a PNG file for each plot, and
   * run.json with the files' names, configuration, seed, commit, device, versions and seconds. Call
   * it once, at the end of a notebook: tables and plots of an earlier save that are not saved again
   * are deleted.
   *
   * @param stem the notebook's name without its ending
   * @param things tables, plots, results, and maps of these by name; the plain values of a result
   *     become configuration, and its lists of records tables
   */
  public static Saved save(String stem, Object... things) {
    return save(Provenance.resultsFolder(), stem, things);
  }

  /**
   * Writes results/README.md anew below its mark: each notebook's pictures beside its claims and
   * their verdicts, from what the notebooks have saved.
   */
  public static Saved gallery() {
    Gallery.write(Provenance.resultsFolder());
    return new Saved("", List.of(Gallery.PAGE));
  }

  static Saved save(Path results, String stem, Object... things) {
    if (!stem.matches("[\\w.-]+")) {
      throw new IllegalArgumentException(
          "'" + stem + "' cannot be a folder's name: use letters, digits, '-', '.' and '_'.");
    }
    Path folder = results.resolve(stem);
    List<String> files = new ArrayList<>();
    try (Output place = Output.replacing(folder)) {
      place.folder(
          partial -> {
            PreviousFiles.in(folder).copyOthers(partial);
            var saved = new Results(partial);
            for (Object thing : things) {
              saved.add("", thing);
            }
            saved.writeRun(stem);
            files.addAll(saved.files);
          });
    }
    return new Saved(stem, List.copyOf(files));
  }

  private void add(String name, Object thing) {
    if (thing instanceof Table table) {
      Csv.write(table, file(name.isEmpty() ? table.name() : name, ".csv"));
    } else if (thing instanceof Plot plot) {
      plot.save(file(name.isEmpty() ? plot.title() : name, ".png"));
    } else if (Records.isTable(thing)) {
      add(name, Records.table(name, (List<?>) thing));
    } else if (thing instanceof Map<?, ?> map) {
      ordered(map).forEach((key, value) -> add(joined(name, key), value));
    } else if (thing instanceof Record record) {
      addRecord(name, record);
    } else if (thing instanceof Showable showable) {
      showable.parts().forEach(part -> add(name, part));
    } else {
      Object value = Records.value(thing).orElseThrow(() -> unknown(thing));
      configuration.put(name.isEmpty() ? "note" : name, value);
    }
  }

  /** In the map's order, or by name, since the order of Map.of differs from run to run. */
  private static Map<String, Object> ordered(Map<?, ?> map) {
    boolean own = map instanceof LinkedHashMap || map instanceof SortedMap;
    Map<String, Object> ordered = own ? new LinkedHashMap<>() : new TreeMap<>();
    map.forEach((key, value) -> ordered.put(String.valueOf(key), value));
    return ordered;
  }

  private void addRecord(String name, Record record) {
    String own = name.isEmpty() ? slug(record.getClass().getSimpleName()) : name;
    Map<String, List<?>> tables = Records.tables(record);
    Map<String, Object> values = new LinkedHashMap<>(Records.plain(record));
    values.keySet().removeAll(tables.keySet());
    configuration.put(free(own, configuration.keySet()), values);
    tables.forEach((key, rows) -> add(joined(name, key), Records.table(key, rows)));
  }

  private static IllegalArgumentException unknown(Object thing) {
    return new IllegalArgumentException(
        "A %s cannot be saved: give tables, plots, results, or a map of values by name."
            .formatted(thing == null ? "null" : thing.getClass().getSimpleName()));
  }

  private static String joined(String name, String key) {
    return name.isEmpty() ? key : name + "-" + key;
  }

  private Path file(String name, String ending) {
    String stem = slug(name);
    List<String> taken = files.stream().map(file -> file.replaceFirst("\\.\\w+$", "")).toList();
    List<String> same = files.stream().filter(file -> file.endsWith(ending)).toList();
    String free = same.contains(stem + ending) ? free(stem, taken) : stem;
    files.add(free + ending);
    return folder.resolve(free + ending);
  }

  private static String free(String name, Collection<String> taken) {
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  /** A file's name: lower-case letters, digits and hyphens, at most 60. */
  private static String slug(String name) {
    String words = name == null ? "" : name.replaceAll("([a-z])([A-Z])", "$1-$2");
    String slug =
        words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = slug.length() <= 60 ? slug : slug.substring(0, 60).replaceAll("-[^-]*$", "");
    return cut.isEmpty() ? "result" : cut;
  }

  private void writeRun(String stem) throws IOException {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("notebook", stem);
    run.put("files", List.copyOf(files));
    run.put("configuration", configuration);
    seed(configuration, run);
    run.putAll(Provenance.of(folder));
    Files.writeString(folder.resolve("run.json"), GSON.toJson(run) + "\n");
    files.add("run.json");
  }

  /** The first seed in the configuration stands at the top as well. */
  private static void seed(Map<?, ?> values, Map<String, Object> run) {
    values.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            seed(inner, run);
          } else if (key.equals("seed")) {
            run.putIfAbsent("seed", value);
          }
        });
  }
}
