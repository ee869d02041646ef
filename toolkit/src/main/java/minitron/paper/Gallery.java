package minitron.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import minitron.io.Disk;
import minitron.io.Output;
import minitron.report.Markdown;

/** The page of results: each notebook's figure beside its claims and their verdicts. */
public final class Gallery {
  /** Its name. */
  public static final String PAGE = "README.md";

  /** What stands above it is written by hand. */
  private static final String MARK =
      "<!-- From here on this page is written by Results.gallery(). -->";

  /** In a row. */
  private static final int PICTURES = 3;

  /** A picture of a figure of the paper is named by its number. */
  private static final Comparator<String> FIGURES_FIRST =
      Comparator.comparing((String name) -> !name.startsWith("figure"))
          .thenComparing(Comparator.naturalOrder());

  private Gallery() {}

  /** Writes the page anew, from what the folders of results hold. */
  public static void write(Path results) {
    Path page = results.resolve(PAGE);
    var text = new StringBuilder(byHand(page)).append(MARK).append('\n');
    for (Path folder : Disk.list(results)) {
      Verdicts.read(folder).ifPresent(verdicts -> text.append(section(folder, verdicts)));
    }
    try (Output place = Output.replacing(page)) {
      place.file(partial -> Files.writeString(partial, text));
    }
  }

  private static String byHand(Path page) {
    try {
      String text = Files.exists(page) ? Files.readString(page, StandardCharsets.UTF_8) : "";
      int end = text.indexOf(MARK);
      return end < 0 ? text + "\n" : text.substring(0, end);
    } catch (IOException e) {
      throw Disk.cannotRead(page, e);
    }
  }

  private static String section(Path folder, Verdicts verdicts) {
    String stem = folder.getFileName().toString();
    var text = new StringBuilder();
    text.append("\n## [%s](../notebooks/%s.ipynb)\n\n".formatted(stem, stem));
    List<String> pictures = pictures(folder);
    for (int i = 0; i < pictures.size(); i += PICTURES) {
      List<String> row = pictures.subList(i, Math.min(pictures.size(), i + PICTURES));
      text.append(row(row, name -> name.replace(".png", "")));
      text.append(row(row, name -> "---"));
      text.append(row(row, name -> "![%s](%s/%s)".formatted(name, stem, name))).append('\n');
    }
    return text.append(Markdown.table(verdicts.table())).append('\n').toString();
  }

  private static List<String> pictures(Path folder) {
    return Disk.list(folder).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".png"))
        .sorted(FIGURES_FIRST)
        .toList();
  }

  private static String row(List<String> names, UnaryOperator<String> cell) {
    return names.stream().map(cell).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
