package minitron.host.notebook;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import minitron.io.Output;
import minitron.io.OwnCode;
import minitron.io.Sha256;

/**
 * Which notebooks of a folder ran to their end, in a hidden file beside them: by name a hash of the
 * notebook's code and outputs and of all that it ran with. So one that was changed since, or would
 * run with another toolkit, Java or budget, is not finished.
 *
 * @param with what notebooks run with
 * @param hashes of those that ran, by name
 */
record Finished(Path file, String with, Map<String, String> hashes) {
  private static final Gson GSON = new Gson();

  /**
   * What ran in a folder.
   *
   * @param settings what the notebooks get as system properties minitron.NAME
   */
  static Finished in(Path folder, Map<String, String> settings) {
    Path file = folder.resolve(".finished.json");
    return new Finished(file, with(settings), new TreeMap<>(read(file)));
  }

  /** A file that cannot be read tells of no notebook, and so they are run again. */
  private static Map<String, String> read(Path file) {
    try {
      var type = new TypeToken<Map<String, String>>() {};
      Map<String, String> read = GSON.fromJson(Files.readString(file), type);
      return read == null || read.containsValue(null) ? Map.of() : read;
    } catch (IOException | JsonParseException e) {
      return Map.of();
    }
  }

  /** Whether a notebook ran to its end and is as that left it. */
  boolean has(Path notebook) {
    return hash(notebook).equals(hashes.get(NotebookRunner.stem(notebook)));
  }

  /** Writes down that a notebook ran to its end. */
  void add(Path notebook) {
    hashes.put(NotebookRunner.stem(notebook), hash(notebook));
    try (Output place = Output.replacing(file)) {
      place.file(partial -> Files.writeString(partial, GSON.toJson(hashes) + "\n"));
    }
  }

  private String hash(Path notebook) {
    List<String> parts = new ArrayList<>(List.of(with));
    for (Notebook.Cell cell : Notebook.read(notebook).cells()) {
      parts.add(GSON.toJson(cell.source()) + cell.json().get("outputs"));
    }
    return Sha256.of(String.join("\n", parts));
  }

  private static String with(Map<String, String> settings) {
    Map<String, String> with = new TreeMap<>(settings);
    with.put("java", System.getProperty("java.version"));
    with.put("toolkit", OwnCode.sha256());
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .forEach(entry -> with.put("library " + Path.of(entry).getFileName(), ""));
    System.getenv().forEach((name, value) -> putOurs("MINITRON_", name, value, with));
    System.getProperties()
        .forEach((name, value) -> putOurs("minitron.", "" + name, "" + value, with));
    return with.toString();
  }

  private static void putOurs(String prefix, String name, String value, Map<String, String> with) {
    // Where finished runs are kept changes no result.
    if (name.startsWith(prefix) && !name.matches("(?i)minitron.runs.*")) {
      with.put(name, value);
    }
  }
}
