package minitron.model;

import static minitron.io.Messages.cut;
import static minitron.io.Messages.quote;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.checkpoint.FileWeight;

/**
 * Refuses checkpoints whose weights are quantised, and says what makes them plain. Of a {@code
 * quantization_config} beside plain weights it does as transformers' {@code quantizers/auto.py}
 * without a GPU:
 *
 * <pre>
 * null                                      the weights as they are
 * a quant_method that transformers lacks    the weights as they are
 * fp8, mxfp8, mxfp4, gguf                   the weights as they are: all is dequantised
 * bitsandbytes, neither in 4 nor in 8 bits  the weights as they are
 * no quant_method, any other one            refused: it quantises them, or fails
 * </pre>
 */
final class Quantization {
  private record Trace(String parts, String method) {}

  private static final String CONFIG = "quantization_config";

  private static final Set<String> CHANGES_PLAIN_WEIGHTS =
      Set.of(
          ("bitsandbytes_4bit bitsandbytes_8bit gptq awq aqlm quanto quark fouroversix fp_quant"
                  + " eetq higgs hqq compressed-tensors fbgemm_fp8 torchao bitnet vptq spqr nvfp4"
                  + " auto-round metal sinq gemma")
              .split(" "));

  /** What stands where the weight and the bias of a layer would. */
  private static final Pattern PART =
      Pattern.compile("(.*([qkvo]|gate|up|down)_proj|.*embed_tokens|lm_head)\\.(?<part>.+)");

  /** What a method calls its parts, where no file names the method. */
  private static final List<Trace> TRACES =
      List.of(
          new Trace("g_idx", "gptq"),
          new Trace("qweight", "gptq or awq"),
          new Trace("SCB|weight\\.(absmax|quant_map|nested_absmax|quant_state.*)", "bitsandbytes"),
          new Trace("weight_scale_2", "modelopt"),
          new Trace("weight_packed", "compressed-tensors"),
          new Trace("weight_scale(_inv)?", "fp8"),
          new Trace("W_q", "hqq"),
          new Trace("weight_scales", "eetq"),
          new Trace("q_weight|trellis", "exllama"),
          new Trace("codes|codebooks", "aqlm"));

  private static final String LOAD =
      "convert it in Python with AutoModelForCausalLM.from_pretrained(FOLDER";

  private Quantization() {}

  /**
   * Checks the names and types of the tensors, and what config.json says of them.
   *
   * @throws IllegalArgumentException if the weights are not plain numbers
   */
  static void check(Path folder, JsonObject config, Map<String, FileWeight> tensors) {
    Optional<FileWeight> odd = tensors.values().stream().filter(Quantization::odd).findFirst();
    JsonElement block = config.get(CONFIG);
    boolean said = block != null && !block.isJsonNull();
    String named = said ? method(block) : "";
    if (odd.isEmpty() && !(said && (named.isEmpty() || CHANGES_PLAIN_WEIGHTS.contains(named)))) {
      return;
    }
    String method = named.isEmpty() ? guessed(folder, config, tensors) : named;
    String evidence = said ? CONFIG + " of config.json, quant_method " : "by the looks of it ";
    throw new IllegalArgumentException(
        "%s is quantised (%s%s%s) and cannot be read here: %s%s."
            .formatted(
                folder,
                evidence,
                method.isEmpty() ? (said ? "missing" : "in an unknown way") : cut(method),
                odd.map(Quantization::shown).orElse(""),
                remedy(method),
                odd.isPresent()
                    ? ""
                    : "; or delete "
                        + CONFIG
                        + " if the weights, whose types are plain, are whole"));
  }

  private static boolean odd(FileWeight weight) {
    String part = part(weight.entry().name());
    return switch (part) {
      case "", "bias" -> false;
      case "weight" ->
          switch (weight.dtype()) {
            case F16, BF16, F32, F64, C64 -> false;
            default -> true;
          };
      default -> true;
    };
  }

  private static String part(String name) {
    Matcher matcher = PART.matcher(name);
    return matcher.matches() ? matcher.group("part") : "";
  }

  private static String shown(FileWeight odd) {
    return "; tensor %s of %s has type %s"
        .formatted(quote(odd.entry().name()), odd.file().path().getFileName(), odd.dtype());
  }

  private static String method(JsonElement block) {
    if (!(block instanceof JsonObject object)) {
      return "";
    }
    for (String bits : new String[] {"4bit", "8bit"}) {
      if (String.valueOf(object.get("load_in_" + bits)).equals("true")) {
        return "bitsandbytes_" + bits;
      }
    }
    JsonElement method = object.get("quant_method");
    return method != null && method.isJsonPrimitive() ? method.getAsString() : "";
  }

  private static String guessed(Path folder, JsonObject config, Map<String, FileWeight> tensors) {
    if (config.has("quantization")) {
      return "mlx";
    }
    if (Files.exists(folder.resolve("hf_quant_config.json"))) {
      return "modelopt";
    }
    return TRACES.stream()
        .filter(trace -> tensors.keySet().stream().anyMatch(n -> part(n).matches(trace.parts)))
        .map(Trace::method)
        .findFirst()
        .orElse("");
  }

  private static String remedy(String method) {
    return switch (method) {
      case "bitsandbytes", "bitsandbytes_4bit", "bitsandbytes_8bit", "higgs" ->
          LOAD + ").dequantize().save_pretrained(NEW_FOLDER)";
      case "fp8", "mxfp8" -> dequantized("FineGrainedFP8Config");
      case "mxfp4" -> dequantized("Mxfp4Config");
      case "compressed-tensors" -> dequantized("CompressedTensorsConfig");
      case "gguf" -> LOAD + ", gguf_file=NAME).save_pretrained(NEW_FOLDER)";
      case "mlx" ->
          "convert it with mlx_lm.convert --dequantize --hf-path FOLDER --mlx-path NEW_FOLDER";
      default -> "use the checkpoint that it was made from, whose weights are F32, F16 or BF16";
    };
  }

  private static String dequantized(String config) {
    return LOAD
        + ", quantization_config="
        + config
        + "(dequantize=True)).save_pretrained(NEW_FOLDER)";
  }
}
