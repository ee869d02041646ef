package minitron.model;

import static minitron.io.Messages.cut;
import static minitron.io.Messages.quote;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is said of checkpoints that are not a whole language model of the Llama family. */
final class OtherModels {
  private static final Predicate<String> SENSES =
      Pattern.compile("vision_config|audio_config|image_size|num_mel_bins").asMatchPredicate();

  private static final Predicate<String> EXPERTS =
      Pattern.compile("num_(local_|routed_)?experts|n_routed_experts|moe_.*").asMatchPredicate();

  private static final Predicate<String> ADAPTER =
      Pattern.compile(".*\\.(lora_|base_layer\\.).*").asMatchPredicate();

  private OtherModels() {}

  /** What a config.json of another model_type is of: the end of a sentence, or nothing. */
  static String kind(JsonObject config) {
    Set<String> keys = config.keySet();
    if (keys.contains("peft_type")) {
      return "; this one is of a LoRA adapter";
    }
    if (keys.contains("dim") && keys.contains("n_layers")) {
      return "; this is a params.json of Mistral's and Meta's own format";
    }
    if (keys.contains("error")) {
      return "; this is a server's error message";
    }
    if (keys.stream().anyMatch(SENSES)) {
      return "; this is a model of images or sound";
    }
    if (keys.stream().anyMatch(EXPERTS)) {
      return "; this is a mixture of experts";
    }
    if (String.valueOf(config.get("is_encoder_decoder")).equals("true")) {
      return "; this is an encoder with a decoder";
    }
    if (architectures(config)
        .matches(".*For(MaskedLM|PreTraining).*|.*(Bert|Encoder)\\w*Model.*")) {
      return "; this is an encoder";
    }
    return keys.contains("auto_map")
        ? "; code that comes with a model, as for trust_remote_code, is never run here"
        : "";
  }

  /**
   * Checks that no tensor belongs to an adapter.
   *
   * @throws IllegalArgumentException naming the first one that does
   */
  static void checkMerged(Path folder, Set<String> tensors) {
    tensors.stream()
        .filter(ADAPTER)
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "%s holds a LoRA adapter that is not merged (tensor %s): load it in Python with peft and save model.merge_and_unload()."
                      .formatted(folder, quote(name)));
            });
  }

  /** Why a tensor may be missing: the end of a sentence, or nothing. */
  static String hint(String missing, JsonObject config, Set<String> tensors) {
    String bare = missing.replaceFirst("^model\\.", "");
    String architectures = architectures(config);
    return tensors.stream()
        .filter(name -> name.equals(bare) || name.endsWith("." + bare))
        .findFirst()
        .map(
            name ->
                "; it is there as %s: load it with AutoModelForCausalLM and save it again"
                    .formatted(quote(name)))
        .orElse(
            missing.equals(ParameterShapes.HEAD)
                    && config.has("architectures")
                    && !architectures.contains("ForCausalLM")
                ? "; architectures says %s, which is no language model with a head"
                    .formatted(cut(architectures))
                : "");
  }

  private static String architectures(JsonObject config) {
    return String.valueOf(config.get("architectures"));
  }
}
