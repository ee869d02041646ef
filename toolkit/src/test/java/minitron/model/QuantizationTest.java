package minitron.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import minitron.Fixtures;
import minitron.checkpoint.BufferSource;
import minitron.checkpoint.CheckpointFiles;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.SafetensorsWriter;
import minitron.checkpoint.TensorSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints whose weights are quantised, or that are said to be. */
class QuantizationTest {
  private static final String LAYER = "model.layers.1.mlp.up_proj.";
  private static final String ORIGINAL =
      "use the checkpoint that it was made from, whose weights are F32, F16 or BF16";

  @TempDir Path temp;
  private Path model;
  private Path folder;

  @BeforeEach
  void save() {
    model = Fixtures.model(temp.resolve("model"));
    folder = temp.resolve("folder");
  }

  /** The model with these parts, "name=type …", in the place of a layer's weight. */
  private Path folder(String key, String block, String parts) throws IOException {
    Files.createDirectories(folder);
    JsonObject config =
        JsonParser.parseString(Files.readString(model.resolve("config.json"))).getAsJsonObject();
    JsonElement value = JsonParser.parseString(block == null ? "null" : block.replace('\'', '"'));
    config.add(key, value);
    Files.writeString(folder.resolve("config.json"), config.toString());
    Map<String, TensorSource> tensors = new LinkedHashMap<>(CheckpointFiles.open(model));
    if (!parts.isEmpty()) {
      tensors.remove(LAYER + "weight");
    }
    for (String part : parts.split(" ", -1)) {
      String[] nameAndType = part.split("=", -1);
      if (nameAndType.length == 2) {
        Dtype type = Dtype.valueOf(nameAndType[1]);
        var bytes = ByteBuffer.allocate(4 * type.size());
        tensors.put(LAYER + nameAndType[0], new BufferSource(type, new Shape(2, 2), bytes));
      }
    }
    Path file = folder.resolve("model.safetensors");
    Files.deleteIfExists(file);
    SafetensorsWriter.write(file, tensors, Optional.empty());
    return folder;
  }

  private void refused(String start, String end) {
    var e = assertThrows(IllegalArgumentException.class, () -> Checkpoints.open(folder));
    String said = e.getMessage();
    assertTrue(said.startsWith(folder + " is quantised (" + start), said);
    assertTrue(said.endsWith(" and cannot be read here: " + end + "."), said);
  }

  /** A quant_method, the parts that it leaves, and what makes them plain. */
  @ParameterizedTest
  @CsvSource({
    "gptq, qweight=I32 qzeros=I32 scales=F16 g_idx=I32, use the checkpoint",
    "awq, qweight=I32 qzeros=I32 scales=F16, use the checkpoint",
    "bitsandbytes, weight=U8 weight.absmax=U8 weight.quant_map=F32, .dequantize().save_pretrained",
    "bitsandbytes, weight=I8 SCB=F32, .dequantize().save_pretrained",
    "fp8, weight=F8_E4M3 weight_scale_inv=F32, FineGrainedFP8Config(dequantize=True)",
    "fbgemm_fp8, weight=F8_E4M3 weight_scale=F32, use the checkpoint",
    "compressed-tensors, weight_packed=I32 weight_scale=BF16, CompressedTensorsConfig",
    "modelopt, weight=U8 weight_scale=F8_E4M3 weight_scale_2=F32, use the checkpoint",
    "hqq, W_q=U8 scale=F16 zero=F16, use the checkpoint",
    "eetq, weight=I8 weight_scales=F16, use the checkpoint",
    "one-that-is-new, weight=I8, use the checkpoint",
  })
  void partsInThePlaceOfWeights(String method, String parts, String remedy) throws IOException {
    folder("quantization_config", "{'quant_method':'" + method + "'}", parts);
    var e = assertThrows(IllegalArgumentException.class, () -> Checkpoints.open(folder));
    String said = e.getMessage();
    assertTrue(
        said.startsWith(
            folder
                + " is quantised (quantization_config of config.json, quant_method "
                + method
                + "; tensor \""
                + LAYER),
        said);
    assertTrue(said.contains(" of model.safetensors has type "), said);
    assertTrue(said.contains(remedy), said);
  }

  @Test
  void partsThatNoFileNames() throws IOException {
    folder("note", null, "qweight=I32 qzeros=I32 scales=F16");
    refused("by the looks of it gptq or awq; tensor ", ORIGINAL);
    folder("note", null, "weight=F8_E4M3 weight_scale=F32");
    refused("by the looks of it fp8; tensor ", dequantized());
    Files.createFile(folder.resolve("hf_quant_config.json"));
    refused("by the looks of it modelopt; tensor ", ORIGINAL);
    folder("quantization", "{'bits':4}", "weight=U32 scales=BF16 biases=BF16");
    refused(
        "by the looks of it mlx; tensor ",
        "convert it with mlx_lm.convert --dequantize --hf-path FOLDER --mlx-path NEW_FOLDER");
  }

  private static String dequantized() {
    return "convert it in Python with AutoModelForCausalLM.from_pretrained(FOLDER,"
        + " quantization_config=FineGrainedFP8Config(dequantize=True))"
        + ".save_pretrained(NEW_FOLDER)";
  }

  /** What transformers 5.18 loads as it is, without a GPU. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{'quant_method':'modelopt'}",
        "{'quant_method':'fp8'}",
        "{'quant_method':'mxfp8'}",
        "{'quant_method':'mxfp4'}",
        "{'quant_method':'gguf'}",
        "{'quant_method':'bitsandbytes','load_in_4bit':false,'load_in_8bit':false}"
      })
  void plainWeightsAllTheSame(String block) throws IOException {
    try (CausalLm opened = Checkpoints.open(folder("quantization_config", block, ""))) {
      assertEquals(3, opened.config().numHiddenLayers());
    }
  }

  /** What transformers 5.18 quantises, or fails on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'quant_method':'gptq','bits':4} | gptq",
        "{'quant_method':'awq'} | awq",
        "{'quant_method':'compressed-tensors'} | compressed-tensors",
        "{'load_in_4bit':true} | bitsandbytes_4bit",
        "{'quant_method':'bitsandbytes','load_in_8bit':true} | bitsandbytes_8bit",
        "{'bits':4} | missing",
        "{} | missing",
        "'gptq' | missing",
      })
  void plainWeightsThatTransformersWouldChange(String block, String method) throws IOException {
    folder("quantization_config", block, "");
    var e = assertThrows(IllegalArgumentException.class, () -> Checkpoints.open(folder));
    String said = e.getMessage();
    String start = " is quantised (quantization_config of config.json, quant_method ";
    assertTrue(said.startsWith(folder + start + method + ") and"), said);
    assertTrue(said.contains("; or delete quantization_config if the weights"), said);
  }
}
