package minitron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.text.ItemSource;

/** Twelve Winogrande rows for tests. */
final class Sentences {
  private Sentences() {}

  /** Writes them into a folder of items, and the first four to take solved examples from. */
  static ItemSource write(Path folder) {
    String[] things = {"ball", "box", "hat", "dog", "cat", "cup"};
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(
          """
          {"sentence": "Tom saw the _ and ran %d times.", "option1": "%s", "option2": "%s", "answer": "%d"}\
          """
              .formatted(i, things[i % 6], things[(i + 1 + i / 6) % 6], 1 + i % 2));
    }
    try {
      Files.createDirectories(folder.resolve("winogrande"));
      Files.write(folder.resolve("winogrande/validation.jsonl"), rows);
      Files.write(folder.resolve("winogrande/train.jsonl"), rows.subList(0, 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Items.folder(folder.toString());
  }
}
