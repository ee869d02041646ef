package minitron.conformance.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.io.Disk;
import minitron.python.PythonJson;

/**
 * A folder of golden rows.
 *
 * @param path the folder
 * @param kinds the rows by their kind, in the order of files and lines
 * @param data the folder of the benchmarks' own rows ({@code bfcl/}, {@code mt_bench/}), if it is
 *     said
 */
record GoldenFolder(Path path, Map<String, List<GoldenRow>> kinds, Optional<Path> data) {
  private static final String ROWS = ".jsonl";

  /** Whether a folder has golden rows: a line with a kind in a *.jsonl file. */
  static boolean is(Path folder) {
    return files(folder).stream()
        .anyMatch(file -> lines(file).stream().limit(1).anyMatch(row -> row.has("kind")));
  }

  /** Reads all rows of a folder. */
  static GoldenFolder read(Path folder, Optional<Path> data) {
    Map<String, List<GoldenRow>> kinds = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      for (GoldenRow row : lines(file)) {
        kinds.computeIfAbsent(row.text("kind"), any -> new ArrayList<>()).add(row);
      }
    }
    return new GoldenFolder(folder, kinds, data);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ROWS)).sorted().toList();
    } catch (IOException e) {
      throw Disk.cannotRead(folder, e);
    }
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static List<GoldenRow> lines(Path file) {
    List<GoldenRow> rows = new ArrayList<>();
    String name = file.getFileName().toString();
    int number = 0;
    for (String line : text(file).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        if (!(PythonJson.loads(line) instanceof Map<?, ?> fields)) {
          throw new IllegalArgumentException(file + " line " + number + " is no JSON object.");
        }
        rows.add(new GoldenRow((Map<String, Object>) fields, name, number));
      }
    }
    return rows;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }

  /** The rows of a kind that stand in the same file as another row. */
  List<GoldenRow> beside(GoldenRow row, String kind) {
    return kinds.getOrDefault(kind, List.of()).stream()
        .filter(other -> other.file().equals(row.file()))
        .toList();
  }

  /**
   * A benchmark's own folder, such as {@code bfcl}: in the folder that was named, or in {@code
   * datasets} or {@code shared/datasets} above these rows or above the working folder.
   *
   * @throws IllegalArgumentException if it is nowhere
   */
  Path data(String benchmark) {
    return Stream.concat(data.stream(), Stream.concat(above(path), above(Path.of(""))).distinct())
        .map(all -> all.resolve(benchmark))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "These rows need the data set %s: name the folder that holds it with --data."
                        .formatted(benchmark)));
  }

  private static Stream<Path> above(Path folder) {
    return Stream.iterate(folder.toAbsolutePath().normalize(), f -> f != null, Path::getParent)
        .flatMap(f -> Stream.of(f.resolve("datasets"), f.resolve("shared/datasets")));
  }
}
