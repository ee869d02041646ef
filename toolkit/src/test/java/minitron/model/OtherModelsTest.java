package minitron.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import minitron.Fixtures;
import minitron.checkpoint.BufferSource;
import minitron.checkpoint.CheckpointFiles;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.SafetensorsWriter;
import minitron.checkpoint.TensorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints of another family, or without a part of a language model. */
class OtherModelsTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | model_type is missing |",
        "{'error':'no'} | model_type is missing | this is a server's error message",
        "{'dim':1,'n_layers':2} | model_type is missing | this is a params.json of Mistral's and Meta's own format",
        "{'peft_type':'LORA'} | model_type is missing | this one is of a LoRA adapter",
        "{'model_type':'gpt2'} | unknown model_type 'gpt2' |",
        "{'model_type':'mixtral','num_local_experts':8} | unknown model_type 'mixtral' | this is a mixture of experts",
        "{'model_type':'llava','vision_config':{}} | unknown model_type 'llava' | this is a model of images or sound",
        "{'model_type':'t5','is_encoder_decoder':true} | unknown model_type 't5' | this is an encoder with a decoder",
        "{'model_type':'bert','architectures':['BertForMaskedLM']} | unknown model_type 'bert' | this is an encoder",
        "{'model_type':'x','auto_map':{}} | unknown model_type 'x' | code that comes with a model, as for trust_remote_code, is never run here",
      })
  void anotherFamilyIsNamed(String config, String what, String kind) {
    var json = JsonParser.parseString(config.replace('\'', '"')).getAsJsonObject();
    var e = assertThrows(IllegalArgumentException.class, () -> LlamaFamily.read("f", json));
    String end = kind == null ? "." : "; " + kind + ".";
    assertEquals("f: " + what + ": allowed are llama, mistral, qwen2" + end, e.getMessage());
  }

  /** The fixture with other names, and with one tensor more if it has a name. */
  private Path folder(UnaryOperator<String> names, String more) throws IOException {
    Path own = Files.createTempDirectory(temp, "own");
    Path model = Fixtures.model(own.resolve("model"));
    Path folder = Files.createDirectories(own.resolve("folder"));
    String config = Files.readString(model.resolve("config.json"));
    String architectures = "\"architectures\": [\"LlamaForTokenClassification\"], ";
    Files.writeString(folder.resolve("config.json"), "{" + architectures + config.substring(1));
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    CheckpointFiles.open(model).forEach((name, w) -> tensors.put(names.apply(name), w));
    tensors.remove("");
    if (!more.isEmpty()) {
      tensors.put(more, new BufferSource(Dtype.F32, new Shape(1), ByteBuffer.allocate(4)));
    }
    SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, Optional.empty());
    return folder;
  }

  private static void refused(Path folder, String end) {
    var e = assertThrows(IllegalArgumentException.class, () -> Checkpoints.open(folder));
    assertTrue(e.getMessage().endsWith(end), e.getMessage());
  }

  @Test
  void weightsUnderOtherNamesAreFound() throws IOException {
    String said = "tensor model.embed_tokens.weight is missing, which config.json calls for; it is";
    String again = ": load it with AutoModelForCausalLM and save it again.";
    refused(
        folder(name -> name.replaceFirst("^model\\.", ""), ""),
        said + " there as \"embed_tokens.weight\"" + again);
    refused(
        folder(name -> "_orig_mod." + name, ""),
        said + " there as \"_orig_mod.model.embed_tokens.weight\"" + again);
  }

  @Test
  void aModelThatIsNoLanguageModelHasNoHead() throws IOException {
    refused(
        folder(name -> name.equals("lm_head.weight") ? "" : name, "score.weight"),
        "; architectures says [\"LlamaForTokenClassification\"], which is no language model with a"
            + " head.");
  }

  @Test
  void anAdapterBesideItsBaseIsNamed() throws IOException {
    refused(
        folder(name -> name, "model.layers.0.self_attn.q_proj.lora_A.weight"),
        "folder holds a LoRA adapter that is not merged (tensor"
            + " \"model.layers.0.self_attn.q_proj.lora_A.weight\"): load it in Python with peft and"
            + " save model.merge_and_unload().");
  }
}
