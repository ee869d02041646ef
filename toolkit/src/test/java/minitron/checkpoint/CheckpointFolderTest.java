package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders and files that are not the checkpoint that they were taken for. */
class CheckpointFolderTest {
  private static final String REVISION = "0123abc";

  @TempDir Path temp;
  private Path hub;

  @BeforeEach
  void names() {
    hub = temp.resolve("models--org--name");
  }

  private static Path touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private static Path whole(Path folder) throws IOException {
    touch(folder.resolve("config.json"));
    touch(folder.resolve("model.safetensors"));
    return folder;
  }

  private Path snapshot(String revision) throws IOException {
    return whole(hub.resolve("snapshots").resolve(revision));
  }

  private void main(String revision) throws IOException {
    Files.writeString(touch(hub.resolve("refs").resolve("main")), revision);
  }

  private static String refused(Path folder, String... fragments) {
    return Refusal.of(() -> CheckpointFolder.of(folder), fragments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pytorch_model.bin | a pickle; convert it in Python with AutoModelForCausalLM",
        "pytorch_model.bin.index.json | a pickle",
        "consolidated.00.pth | of Mistral's and Meta's own format",
        "consolidated.safetensors | of Mistral's and Meta's own format",
        "params.json | of Mistral's and Meta's own format",
        "Model.Q4_K_M.GGUF | gguf_file=\"Model.Q4_K_M.GGUF\")",
        "adapter_config.json | merge_and_unload()",
        "adapter_model.safetensors | merge_and_unload()",
        "llama.nemo | nemo llm export path=llama.nemo target=hf",
        "tf_model.h5 | from_tf=True",
        "flax_model.msgpack | from_flax=True",
        "model.onnx | fetch the safetensors files",
        "onnx/model.onnx | fetch the safetensors files",
        "model.safetensors.incomplete | a download that did not finish",
        ".cache/huggingface/download/x.incomplete | a download that did not finish",
        "model-00001-of-00002.safetensors | fetch model.safetensors.index.json too",
        "model.fp16.safetensors | rename it to model.safetensors",
        "__0_0.distcp | dcp_to_torch",
        "checkpoint-500/config.json | checkpoint-500 has a config.json; name that one.",
        "training_args.bin | a Hugging Face checkpoint folder has one of them.",
      })
  void whatAFolderHoldsInsteadIsSaid(String file, String fragment) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("model"));
    touch(folder.resolve(file));
    refused(folder, "has no config.json and neither model.safetensors nor");
    refused(folder, fragment);
    touch(folder.resolve("config.json"));
    refused(folder, "has neither model.safetensors nor model.safetensors.index.json: ");
    refused(folder, fragment);
    touch(folder.resolve("model.safetensors"));
    if (!file.equals("adapter_config.json")) {
      assertEquals(folder, CheckpointFolder.of(folder));
    }
  }

  @Test
  void anAdapterBesideAWholeModelIsRefused() throws IOException {
    Path folder = whole(temp.resolve("model"));
    touch(folder.resolve("adapter_config.json"));
    refused(folder, "or delete adapter_config.json if the weights are merged already.");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path weights = touch(temp.resolve("model.safetensors"));
    assertEquals(weights + " is a file; name the checkpoint's folder.", refused(weights));
    Path gguf = touch(temp.resolve("a.gguf"));
    refused(gguf, gguf + " is a GGUF file of llama.cpp; convert it");
    refused(
        Path.of("org/name"),
        "There is no folder org/name, and no such model in the hub's cache (",
        "fetch the model: minitron download org/name, in a notebook Checkpoint.download(\"org/name\").");
    refused(
        Path.of("org/name@v1"),
        "minitron download org/name --revision v1, in a notebook Checkpoint.download(\"org/name@v1\").");
  }

  @Test
  void weightsWithoutAConfig() throws IOException {
    touch(temp.resolve("m").resolve("model.safetensors"));
    refused(temp.resolve("m"), "has no config.json: fetch it too, with hf download ORG/NAME");
  }

  @Test
  void aHubFolderIsTheSnapshotOfItsMainBranch() throws IOException {
    Path snapshot = snapshot(REVISION);
    snapshot("def");
    main(REVISION + "\n");
    assertEquals(snapshot, CheckpointFolder.of(hub));
    assertEquals(snapshot, CheckpointFolder.of(hub.resolve("snapshots")));
    assertEquals(snapshot, CheckpointFolder.of(snapshot));
    refused(temp, "it is the hub's cache; name a model in it, such as " + hub);
  }

  @Test
  void theOnlySnapshotNeedsNoBranch() throws IOException {
    Path snapshot = snapshot(REVISION);
    assertEquals(snapshot, CheckpointFolder.of(hub));
    snapshot("def");
    refused(hub, "with 2 snapshots and no refs/main: name one of them, such as " + snapshot);
  }

  @Test
  void aHubFolderWithoutItsSnapshot() throws IOException {
    Files.createDirectories(hub);
    refused(
        hub,
        "is a model of the hub's cache without a snapshot: run minitron download org/name again");
    snapshot("other");
    for (String revision : new String[] {REVISION, "..", "../..", "", "x".repeat(1000)}) {
      main(revision);
      refused(hub, "whose refs/main names the revision \"");
    }
  }

  @Test
  void linksThatLeadNowhere() throws IOException {
    Path snapshot = snapshot(REVISION);
    Path config = snapshot.resolve("config.json");
    Files.delete(config);
    Files.createSymbolicLink(config, Path.of("../../blobs/1"));
    refused(
        hub,
        config + " is a link to ../../blobs/1, where nothing is: run minitron download org/name");
    Files.delete(config);
    Files.createSymbolicLink(config, Path.of("config.json"));
    refused(hub, "config.json is a link to config.json, where nothing is");
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("none"));
    refused(link, link + " is a link to none, where nothing is");
  }
}
