package minitron.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.Fixtures;
import minitron.checkpoint.BufferSource;
import minitron.checkpoint.CheckpointFiles;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.SafetensorsWriter;
import minitron.checkpoint.TensorSource;
import minitron.io.Disk;
import minitron.io.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint's folder may not be, and what is left of one that could not be written. */
class CheckpointsTest {
  @TempDir Path temp;

  @Test
  void weightsOfATypeThatIsNotReadAreNamedWhenTheFolderIsOpened() throws IOException {
    Path model = Fixtures.model(temp.resolve("model"));
    Map<String, TensorSource> tensors = new LinkedHashMap<>(CheckpointFiles.open(model));
    tensors.put(
        "model.norm.weight",
        new BufferSource(Dtype.F64, new Shape(24), ByteBuffer.allocate(24 * 8)));
    Path other = Files.createDirectories(temp.resolve("other"));
    Files.copy(model.resolve("config.json"), other.resolve("config.json"));
    Path file = other.resolve("model.safetensors");
    SafetensorsWriter.write(file, tensors, Optional.empty());
    var e = assertThrows(IllegalArgumentException.class, () -> Checkpoints.open(other));
    assertEquals(
        file
            + ": tensor model.norm.weight has type F64: allowed are F32, F16 and BF16, so convert"
            + " the checkpoint first.",
        e.getMessage());
  }

  /** Of a plan that is drawn from a config.json, when the weights beside it say more. */
  @Test
  void aConfigThatTiesAHeadOfItsOwnIsReadAsTheModelIs() throws IOException {
    Path model = Fixtures.model(temp.resolve("model"));
    Path config = model.resolve("config.json");
    String tied = "\"tie_word_embeddings\": ";
    Files.writeString(config, Files.readString(config).replace(tied + "false", tied + "true"));
    assertTrue(Checkpoints.readConfig(config).tieWordEmbeddings());
    assertFalse(Checkpoints.config(config).tieWordEmbeddings());
    Files.writeString(model.resolve("model.safetensors"), "version https://git-lfs.github.com/");
    assertTrue(Checkpoints.config(config).tieWordEmbeddings());
    Files.delete(model.resolve("model.safetensors"));
    assertTrue(Checkpoints.config(config).tieWordEmbeddings());
  }

  /** As transformers writes it: nothing is escaped for HTML. */
  @Test
  void aConfigKeepsItsCharacters() throws IOException {
    Path model = Fixtures.model(temp.resolve("model"));
    Path config = model.resolve("config.json");
    String note = "\"note\": \"a < b & c's = d\"";
    Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{" + note + ", "));
    Path copy = temp.resolve("copy");
    try (CausalLm opened = Checkpoints.open(model)) {
      Checkpoints.save(opened, copy, Long.MAX_VALUE);
    }
    String saved = Files.readString(copy.resolve("config.json"));
    assertTrue(saved.contains(note), saved);
  }

  @Test
  void aFolderThatCouldNotBeFilledIsNotThere() throws IOException {
    Path out = temp.resolve("out");
    Output.Filler full =
        partial -> {
          Files.writeString(partial.resolve("config.json"), "{}");
          throw new IOException("No space left on device");
        };
    try (Output output = Output.anew(out)) {
      var e = assertThrows(UncheckedIOException.class, () -> output.folder(full));
      assertEquals(
          "Cannot write "
              + out
              + ": No space left on device; free some space or name another place.",
          e.getMessage());
    }
    assertFalse(Files.exists(out));
    assertEquals(List.of(), Disk.list(temp));
  }
}
