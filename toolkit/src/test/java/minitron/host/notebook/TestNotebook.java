package minitron.host.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A notebook as a test needs it. */
final class TestNotebook {
  private TestNotebook() {}

  /** Writes 00-test.ipynb: a heading, and these cells of code. */
  static Path write(Path folder, String... cells) throws IOException {
    var json = new StringBuilder();
    json.append("{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [");
    json.append("{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"# T\"}");
    for (String cell : cells) {
      json.append(",\n{\"cell_type\": \"code\", \"metadata\": {}, \"execution_count\": 9,");
      json.append(" \"outputs\": [], \"source\": ");
      json.append(Notebook.lines(cell)).append("}");
    }
    return Files.writeString(folder.resolve("00-test.ipynb"), json.append("]}"));
  }
}
