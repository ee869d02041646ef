package minitron;

import java.nio.file.Path;
import minitron.checkpoint.Dtype;
import minitron.host.ProgressLine;
import minitron.host.Watch;
import minitron.hub.Download;
import minitron.hub.DownloadOptions;
import minitron.hub.Downloaded;
import minitron.hub.Hub;
import minitron.io.Output;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import minitron.model.ModelConfig;

/** Models in folders of Hugging Face's layout. */
public final class Checkpoint {
  /** transformers' own limit of a weights file. */
  private static final long SHARD = 5_000_000_000L;

  private static final long MB = 1_000_000;

  private Checkpoint() {}

  /**
   * Opens a checkpoint of the Llama family: Llama, Mistral (NeMo too) or Qwen2. Weights are read
   * when they are first needed. A model's folder in the hub's cache, {@code models--ORG--NAME}, is
   * the snapshot of its main branch; so is its name on the hub, {@code org/name}, if the cache of
   * this user holds it, and {@code org/name@revision} is another branch, tag or commit. Nothing is
   * fetched; {@link #download} does that.
   *
   * @throws IllegalArgumentException naming the file or tensor that is missing or does not fit, or
   *     saying what the folder holds instead and how it is converted
   */
  public static CausalLm load(String folder) {
    return watched(Checkpoints.open(Path.of(folder)));
  }

  /**
   * Fetches a model from the Hugging Face hub into its cache, where {@link #load} finds it by the
   * same name, as does huggingface_hub without a network. What is there is not fetched again; what
   * came before a stop or a broken connection is kept, and the same call goes on from it.
   *
   * @param name {@code org/name} or {@code org/name@revision}
   * @throws IllegalArgumentException if there is no such model, revision or file, it has no
   *     safetensors, or the token in {@code HF_TOKEN} may not read it
   * @throws RuntimeException with a sentence, if the network, the hub or the disk fails
   */
  public static Downloaded download(String name) {
    return download(name, downloadOptions());
  }

  /** The same with another revision, or with files of one's own choice. */
  public static Downloaded download(String name, DownloadOptions options) {
    return Watch.with(
        "Downloading", "MB", progress -> Download.run(Hub.here(), name, options, progress));
  }

  /** What a model needs, of its main branch. */
  public static DownloadOptions downloadOptions() {
    return DownloadOptions.DEFAULT;
  }

  /**
   * Saves a model with its tokenizer's files to a new folder, which transformers opens as it is. It
   * is written beside it first, so the folder is there as a whole or not at all.
   */
  public static void save(CausalLm model, String folder) {
    try (var progress = writing()) {
      Checkpoints.save(model, Path.of(folder), SHARD, progress);
    }
  }

  /**
   * The same in a place that was taken before the work.
   *
   * @param last what else is done with the folder before it gets its place
   */
  public static void save(CausalLm model, Output place, Output.Filler last) {
    place.folder(
        partial -> {
          try (var progress = writing()) {
            Checkpoints.fill(model, partial, SHARD, progress);
          }
          last.fill(partial);
        });
  }

  private static ProgressLine writing() {
    return new ProgressLine("Writing", "MB");
  }

  /** Whoever asks for the hash of large weights, now or later, sees how far it is. */
  private static CausalLm watched(CausalLm model) {
    return model.watched(
        (bytes, hashing) ->
            Watch.with(
                "Hashing",
                "MB",
                progress -> hashing.apply(done -> progress.at(done / MB, bytes / MB, ""))));
  }

  /** The same with weights of another type: {@code float32}, {@code float16}, {@code bfloat16}. */
  public static void save(CausalLm model, String folder, String dtype) {
    save(model.as(Dtype.fromConfig(dtype)), folder);
  }

  /**
   * Reads the architecture of a config.json, which may stand alone; weights beside it say whether a
   * head that it ties is the embedding.
   */
  public static ModelConfig config(String file) {
    return Checkpoints.config(Path.of(file));
  }

  /** A model like another, with fresh random weights; the same seed gives the same ones. */
  public static CausalLm fresh(CausalLm like, long seed) {
    return watched(FreshModel.of(like.config(), seed, like.home()));
  }

  /** A model of an architecture with fresh random weights and no tokenizer. */
  public static CausalLm fresh(ModelConfig config, long seed) {
    return watched(FreshModel.of(config, seed, null));
  }
}
