package minitron.checkpoint;

import static minitron.io.Messages.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.checkpoint.SafetensorsHeader.Entry;
import minitron.io.StrictJson;

/**
 * The weights of a folder in Hugging Face layout: {@code model.safetensors}, or shards with {@code
 * model.safetensors.index.json}.
 */
public final class CheckpointFiles {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  private CheckpointFiles() {}

  /**
   * The tensors of a folder by name, in the order of the file or of the index. Only the headers are
   * read; a tensor is when it is needed, and may be of any type.
   *
   * @throws IllegalArgumentException if the folder, its config.json, a file or a tensor of the
   *     index is missing, or a file is not valid
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Map<String, FileWeight> open(Path folder) {
    checkFolder(folder);
    if (Files.isRegularFile(folder.resolve(SINGLE))) {
      return single(folder.resolve(SINGLE));
    }
    if (Files.isRegularFile(folder.resolve(INDEX))) {
      return sharded(folder, weightMap(folder.resolve(INDEX)));
    }
    String help =
        Files.exists(folder.resolve("pytorch_model.bin"))
                || Files.exists(folder.resolve("pytorch_model.bin.index.json"))
            ? "it has pytorch_model.bin, which cannot be read here; convert it in Python with"
                + " AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER)."
            : "a Hugging Face checkpoint folder has one of them.";
    throw new IllegalArgumentException(
        "%s has neither %s nor %s: %s".formatted(folder, SINGLE, INDEX, help));
  }

  private static void checkFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          Files.exists(folder)
              ? folder + " is a file; name the checkpoint's folder."
              : "There is no folder " + folder + "; name a Hugging Face checkpoint folder.");
    }
    if (!Files.isRegularFile(folder.resolve("config.json"))) {
      throw new IllegalArgumentException(
          folder + " has no config.json; a Hugging Face checkpoint folder has one.");
    }
  }

  private static Map<String, FileWeight> single(Path path) {
    SafetensorsFile file = SafetensorsFile.open(path);
    Map<String, FileWeight> tensors = new LinkedHashMap<>();
    file.entries().forEach((name, entry) -> tensors.put(name, new FileWeight(file, entry)));
    return tensors;
  }

  private static Map<String, String> weightMap(Path index) {
    Map<String, String> shards = new LinkedHashMap<>();
    boolean[] found = {false};
    try {
      StrictJson json = new StrictJson(Files.readString(index));
      json.object(
          "it",
          key -> {
            if (key.equals("weight_map")) {
              found[0] = true;
              json.object(key, name -> shards.put(name, json.string(key)));
            } else {
              json.skip();
            }
          });
      json.end();
      if (!found[0]) {
        throw new IllegalArgumentException("it has no weight_map");
      }
    } catch (IllegalArgumentException e) {
      throw badIndex(index, e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw badIndex(index, "it is not UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + index + ": " + e.getMessage(), e);
    }
    return shards;
  }

  private static IllegalArgumentException badIndex(Path index, String fault, Exception cause) {
    return new IllegalArgumentException(
        "%s is not a valid index: %s; fetch or save it again.".formatted(index, fault), cause);
  }

  private static Map<String, FileWeight> sharded(Path folder, Map<String, String> weightMap) {
    Map<String, SafetensorsFile> files = new LinkedHashMap<>();
    Map<String, FileWeight> tensors = new LinkedHashMap<>();
    weightMap.forEach(
        (name, shard) -> {
          SafetensorsFile file = files.computeIfAbsent(shard, key -> openShard(folder, key));
          tensors.put(name, new FileWeight(file, entry(folder, file, name)));
        });
    return tensors;
  }

  private static SafetensorsFile openShard(Path folder, String shard) {
    Path index = folder.resolve(INDEX);
    // A plain file name is all that the format needs, so nothing else can point out of the folder.
    if (!shard.matches("[^/\\\\:\\p{Cntrl}]+") || shard.matches("\\.+")) {
      throw badIndex(
          index, "the shard name %s is not a plain file name".formatted(quote(shard)), null);
    }
    if (!Files.isRegularFile(folder.resolve(shard))) {
      throw new IllegalArgumentException(
          "%s names the shard %s, which is not there; fetch the missing file."
              .formatted(index, quote(shard)));
    }
    return SafetensorsFile.open(folder.resolve(shard));
  }

  private static Entry entry(Path folder, SafetensorsFile file, String name) {
    Entry entry = file.entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "%s says that tensor %s is in %s, but it is not there; fetch both files again."
              .formatted(folder.resolve(INDEX), quote(name), file.path()));
    }
    return entry;
  }
}
