package minitron.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import minitron.io.Disk;
import minitron.io.Sha256;

/**
 * Evaluation data on disk: {@code FOLDER/<dataset>/<split>.jsonl}, or {@code .json} with the same
 * lines or a list of the rows where there is no such file. A file is read when it is asked for, so
 * a folder need only hold what is used.
 */
public record ItemFolder(Path folder) implements ItemSource {

  /** Checks that the folder is there. */
  public ItemFolder {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder
              + " is not a folder; give the one that holds winogrande/validation.jsonl or the like.");
    }
  }

  /** By the file alone: one that is broken is there, and says so when it is read. */
  @Override
  public boolean has(String dataset, String split) {
    return Files.isRegularFile(folder.resolve(name(dataset, split)));
  }

  private String name(String dataset, String split) {
    String name = dataset + "/" + split;
    boolean json = Files.isRegularFile(folder.resolve(name + ".json"));
    return name
        + (json && !Files.isRegularFile(folder.resolve(name + ".jsonl")) ? ".json" : ".jsonl");
  }

  @Override
  public ItemSplit split(String dataset, String split) {
    String name = name(dataset, split);
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "There is no %s; put the rows there, one JSON object a line (%s holds: %s)."
              .formatted(file, folder, contents()));
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      List<Row> rows =
          name.endsWith(".json") && JsonLines.isList(bytes)
              ? JsonLines.list(bytes, file.toString())
              : JsonLines.parse(bytes, file.toString());
      return new ItemSplit(name, rows, Sha256.of(bytes));
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }

  private String contents() {
    String names =
        Disk.list(folder).stream()
            .map(entry -> entry.getFileName().toString())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "nothing" : names;
  }
}
