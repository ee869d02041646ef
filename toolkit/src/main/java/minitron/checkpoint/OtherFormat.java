package minitron.checkpoint;

import static minitron.io.Messages.cut;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import minitron.io.Disk;

/**
 * Formats of weights that are not read here, known by the names of their files.
 *
 * @param names the whole name of such a file, in lower case
 * @param what what the file is
 * @param remedy what to do with it; FILE stands for its name
 */
record OtherFormat(Pattern names, String what, String remedy) {
  /** What turns most of them into safetensors. */
  static final String CONVERT =
      "convert it in Python with AutoModelForCausalLM.from_pretrained(FOLDER)"
          + ".save_pretrained(NEW_FOLDER)";

  /** What makes one model of an adapter and its base. */
  static final String MERGE =
      "merge it in Python with peft: AutoPeftModelForCausalLM.from_pretrained(FOLDER)"
          + ".merge_and_unload().save_pretrained(NEW_FOLDER)";

  /** From the most telling to the least. */
  private static final List<OtherFormat> ALL =
      List.of(
          format(
              ".*\\.(incomplete|part|partial|aria2|crdownload|download|tmp)",
              "a download that did not finish",
              "run the same download again, which goes on with it"),
          format("adapter_(config\\.json|model\\..*)", "a LoRA adapter, not a whole model", MERGE),
          format(
              ".*\\.gguf",
              "a GGUF file of llama.cpp",
              "convert it in Python with AutoModelForCausalLM.from_pretrained(FOLDER,"
                  + " gguf_file=\"FILE\").save_pretrained(NEW_FOLDER)"),
          format(
              "consolidated.*\\.(safetensors|pth|pt)|params\\.json",
              "of Mistral's and Meta's own format",
              "fetch the files of the same model that are called model*.safetensors, or convert it"
                  + " with convert_llama_weights_to_hf.py or convert_mistral_weights_to_hf.py of"
                  + " transformers 4"),
          format(
              "model-\\d+-of-\\d+\\.safetensors",
              "a shard of weights, and the index that lists them is not there",
              "fetch model.safetensors.index.json too"),
          format(
              "(?!model\\.safetensors$).*\\.safetensors",
              "of another name",
              "rename it to model.safetensors if it holds the whole model"),
          format(
              ".*\\.nemo|model_config\\.yaml|model_weights",
              "of NVIDIA NeMo's format",
              "convert it with NeMo: nemo llm export path=FILE target=hf output_path=NEW_FOLDER"),
          format(
              ".*\\.distcp|mp_rank_\\d+.*|zero_to_fp32\\.py|global_step\\d+|pytorch_model_fsdp.*",
              "a part of a distributed training state",
              "gather it with zero_to_fp32.py (DeepSpeed) or python -m"
                  + " torch.distributed.checkpoint.format_utils dcp_to_torch, and save the model"
                  + " with save_pretrained"),
          format(
              "tf_model.*|.*\\.h5|.*\\.ckpt(\\.index|\\.meta|-\\d+\\.index)|saved_model\\.pb|"
                  + ".*\\.keras|.*\\.tflite",
              "of TensorFlow's format",
              "convert it in Python with transformers 4: AutoModelForCausalLM.from_pretrained("
                  + "FOLDER, from_tf=True).save_pretrained(NEW_FOLDER)"),
          format(
              "flax_model.*|.*\\.msgpack",
              "of Flax's format",
              "convert it in Python with transformers 4: AutoModelForCausalLM.from_pretrained("
                  + "FOLDER, from_flax=True).save_pretrained(NEW_FOLDER)"),
          format("(pytorch_)?model.*\\.(bin|pt|pth)(\\.index\\.json)?", "a pickle", CONVERT),
          format(
              "onnx|.*\\.onnx(_data)?|.*\\.(engine|plan)|openvino_model\\..*|.*\\.mlpackage|"
                  + ".*\\.mlmodel|params_shard_.*|.*\\.(npz|llamafile|pte)",
              "of a format for running only",
              "fetch the safetensors files that it was made from"),
          format(
              "(?!training_args|optimizer|scheduler|rng_state|scaler).*"
                  + "\\.(bin|pt|pth|ckpt|pkl|pickle)",
              "a pickle",
              CONVERT),
          format(".*\\.(zip|tar|gz|tgz|bz2|xz|7z|zst)", "a compressed file", "unpack it first"));

  private static OtherFormat format(String names, String what, String remedy) {
    return new OtherFormat(Pattern.compile(names), what, remedy);
  }

  /** The end of a sentence on a folder without weights that are read here, if one is known. */
  static Optional<String> in(Path folder) {
    List<String> names = names(folder);
    return ALL.stream()
        .flatMap(format -> names.stream().filter(format::fits).map(n -> format.sentence(cut(n), n)))
        .findFirst();
  }

  /** What is said of a file that was named in the place of a folder, if it is known. */
  static Optional<String> of(Path file) {
    String name = file.getFileName().toString();
    return ALL.stream()
        .filter(format -> format.fits(name) && !name.matches(".*\\.(safetensors|json)"))
        .findFirst()
        .map(format -> format.sentence(file.toString(), name));
  }

  private boolean fits(String name) {
    return names.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  private String sentence(String file, String name) {
    return "%s is %s; %s.".formatted(file, what, remedy.replace("FILE", cut(name)));
  }

  /** The names in a folder, and of what a download has not finished for it. */
  private static List<String> names(Path folder) {
    var names = new ArrayList<>(list(folder));
    for (String unfinished : List.of(".cache/huggingface/download", "../../blobs")) {
      Path downloads = folder.resolve(unfinished);
      if (Files.isDirectory(downloads)) {
        list(downloads).stream().filter(n -> n.endsWith(".incomplete")).forEach(names::add);
      }
    }
    return names;
  }

  private static List<String> list(Path folder) {
    return Disk.list(folder).stream().map(file -> file.getFileName().toString()).toList();
  }
}
