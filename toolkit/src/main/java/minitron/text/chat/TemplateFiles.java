package minitron.text.chat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minitron.io.Disk;
import minitron.python.PythonJson;

/** Where a model's folder keeps its chat templates. */
final class TemplateFiles {
  private static final String MAIN = "chat_template.jinja";
  private static final String MORE = "additional_chat_templates";
  private static final String CONFIG = "tokenizer_config.json";
  private static final String ENDING = ".jinja";
  private static final List<String> TOKENS =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  private TemplateFiles() {}

  /** The templates of a folder by their names; the one that is meant without a name is default. */
  static Map<String, String> sources(Path folder) {
    Map<String, String> all = new LinkedHashMap<>();
    if (Files.isRegularFile(folder.resolve(MAIN))) {
      all.put(ChatTemplate.DEFAULT, read(folder.resolve(MAIN)));
    } else {
      all.putAll(configured(folder, config(folder).get("chat_template")));
    }
    for (Path file : more(folder.resolve(MORE))) {
      String name = file.getFileName().toString();
      all.put(name.substring(0, name.length() - ENDING.length()), read(file));
    }
    return all;
  }

  private static List<Path> more(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw Disk.cannotRead(folder, e);
    }
  }

  private static Map<String, String> configured(Path folder, Object template) {
    if (template instanceof String text) {
      return Map.of(ChatTemplate.DEFAULT, text);
    }
    Map<String, String> all = new LinkedHashMap<>();
    if (template instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> entry
            && entry.get("name") instanceof String name
            && entry.get("template") instanceof String text) {
          all.put(name, text);
        } else {
          throw broken(folder);
        }
      }
    } else if (template != null) {
      throw broken(folder);
    }
    return all;
  }

  private static IllegalArgumentException broken(Path folder) {
    return new IllegalArgumentException(
        "%s: chat_template must be a text or a list of {\"name\", \"template\"}."
            .formatted(folder.resolve(CONFIG)));
  }

  /** The special tokens that a folder names. */
  static Map<String, Object> tokens(Path folder) {
    Map<?, ?> config = config(folder);
    Map<String, Object> tokens = new LinkedHashMap<>();
    for (String name : TOKENS) {
      Object token = config.get(name);
      Object text = token instanceof Map<?, ?> fields ? fields.get("content") : token;
      if (text instanceof String) {
        tokens.put(name, text);
      }
    }
    return tokens;
  }

  private static Map<?, ?> config(Path folder) {
    Path file = folder.resolve(CONFIG);
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return PythonJson.loads(read(file)) instanceof Map<?, ?> config ? config : Map.of();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage() + ".", e);
    }
  }

  /** A file's text. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8; save it as UTF-8.", e);
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }
}
