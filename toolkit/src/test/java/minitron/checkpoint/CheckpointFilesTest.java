package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.Refusal;
import minitron.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFilesTest {
  private static final Map<String, String> PT = Map.of("format", "pt");

  @TempDir Path folder;

  @Test
  void shardsAreFilledInOrderAndFoundAgain() throws IOException {
    write(tensors(4, 5, 100, 6, 7), 10);
    assertEquals(
        """
        {
          "metadata": {
            "total_parameters": 122,
            "total_size": 122
          },
          "weight_map": {
            "t0.\\u00e9": "model-00002-of-00004.safetensors",
            "t1.\\u00e9": "model-00002-of-00004.safetensors",
            "t2.\\u00e9": "model-00001-of-00004.safetensors",
            "t3.\\u00e9": "model-00003-of-00004.safetensors",
            "t4.\\u00e9": "model-00004-of-00004.safetensors"
          }
        }
        """,
        Files.readString(folder.resolve(CheckpointFiles.INDEX)));
    Map<String, FileWeight> tensors = open();
    assertEquals(5, tensors.size());
    assertEquals(7, tensors.get("t4.é").entry().size());
  }

  @Test
  void whatFitsIsOneFile() throws IOException {
    assertEquals(List.of("model.safetensors"), write(tensors(4, 5), 9));
    assertEquals(5, open().get("t1.é").entry().size());
  }

  @Test
  void sharedShardsAreWrittenAgainByteForByte() throws IOException {
    Path original = Shared.require().resolve("reference/nemo-tiny");
    List<String> written;
    Map<String, FileWeight> files = CheckpointFiles.open(original);
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    long firstShard = 0;
    for (String shard : List.of("model-00001-of-00002", "model-00002-of-00002")) {
      for (var tensor : files.values()) {
        if (tensor.file().path().endsWith(shard + ".safetensors")) {
          tensors.put(tensor.entry().name(), tensor);
          firstShard += shard.startsWith("model-00001") ? tensor.entry().size() : 0;
        }
      }
    }
    written = ShardWriter.write(folder, tensors, PT, firstShard);

    assertEquals(3, written.size());
    for (String name : written) {
      assertEquals(-1, Files.mismatch(original.resolve(name), folder.resolve(name)), name);
    }
  }

  @Test
  void foldersThatAreNoCheckpointAreRefused() throws IOException {
    Refusal.of(() -> CheckpointFiles.open(folder.resolve("none")), "There is no folder");
    Refusal.of(this::open, "has no config.json");
    Path config = Files.writeString(folder.resolve("config.json"), "{}");
    Refusal.of(() -> CheckpointFiles.open(config), "is a file");
    Refusal.of(this::open, "neither model.safetensors nor");
    Files.createFile(folder.resolve("pytorch_model.bin"));
    Refusal.of(this::open, "save_pretrained");
  }

  @Test
  void indexesThatLieAreRefused() throws IOException {
    write(tensors(4, 5), 5);
    Path index = folder.resolve(CheckpointFiles.INDEX);
    String shard = "model-00001-of-00002.safetensors";
    for (String name : List.of("../x.safetensors", "/etc/passwd", "..", "a\\\\b", "C:x", "")) {
      Files.writeString(index, "{\"weight_map\":{\"t0.é\":\"" + name + "\"}}");
      Refusal.of(this::open, "not a plain file name");
    }
    Files.writeString(index, "{\"weight_map\":{\"t0.é\":\"none.safetensors\"}}");
    Refusal.of(this::open, "the shard \"none.safetensors\", which is not there");
    Files.writeString(index, "{\"weight_map\":{\"other\":\"" + shard + "\"}}");
    Refusal.of(this::open, "but it is not there");
    Files.writeString(index, "{\"metadata\":{\"total_size\":[1]}}");
    Refusal.of(this::open, "no weight_map");
    Files.writeString(index, "{\"weight_map\":{\"a\":1}}");
    Refusal.of(this::open, "weight_map is not a string");
    Files.writeString(index, "{\"weight_map\":{");
    Refusal.of(this::open, "broken");
    Files.write(index, new byte[] {'{', (byte) 0xff});
    Refusal.of(this::open, "not UTF-8");
  }

  /** As transformers, which reads every tensor of the shards that an index names. */
  @Test
  void whatAnIndexLeavesOutIsThere() throws IOException {
    write(tensors(4, 5, 6), 9);
    Path index = folder.resolve(CheckpointFiles.INDEX);
    String rest = "{\"weight_map\":{\"t0.é\":\"model-00001-of-00002.safetensors\",";
    Files.writeString(index, rest + "\"t2.é\":\"model-00002-of-00002.safetensors\"}}");
    assertEquals(5, open().get("t1.é").entry().size());
  }

  @Test
  void aTensorInTwoShardsIsRefused() throws IOException {
    write(tensors(4, 5), 5);
    SafetensorsWriter.write(folder.resolve("a.safetensors"), tensors(4), Optional.empty());
    String map = "{\"weight_map\":{\"t0.é\":\"a.safetensors\",\"t1.é\":\"%s\"}}";
    Path index = folder.resolve(CheckpointFiles.INDEX);
    Files.writeString(index, map.formatted("model-00002-of-00002.safetensors"));
    assertEquals(2, open().size());
    SafetensorsWriter.write(folder.resolve("c.safetensors"), tensors(4, 5), Optional.empty());
    Files.writeString(index, map.formatted("c.safetensors"));
    Refusal.of(this::open, "tensor \"t0.é\" is in a.safetensors and in c.safetensors");
  }

  @Test
  void aShardThatIsALinkToNothingIsRefused() throws IOException {
    write(tensors(4, 5), 5);
    Path shard = folder.resolve("model-00001-of-00002.safetensors");
    Files.delete(shard);
    Files.createSymbolicLink(shard, shard.getFileName());
    Refusal.of(this::open, shard + " is a link to " + shard.getFileName());
  }

  @Test
  void aShardOfNothingIsRefused() {
    Refusal.of(() -> ShardWriter.write(folder, tensors(1), PT, 0), "1 or more");
  }

  private List<String> write(Map<String, TensorSource> tensors, long maxBytes) throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    return ShardWriter.write(folder, tensors, PT, maxBytes);
  }

  private Map<String, FileWeight> open() {
    return CheckpointFiles.open(folder);
  }

  private static Map<String, TensorSource> tensors(int... sizes) {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    for (int size : sizes) {
      tensors.put(
          "t" + tensors.size() + ".é",
          new BufferSource(Dtype.U8, new Shape(size), ByteBuffer.allocate(size)));
    }
    return tensors;
  }
}
