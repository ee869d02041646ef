package minitron.stage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import minitron.Doctor;
import minitron.Setting;
import minitron.host.Watch;
import minitron.io.OwnCode;
import minitron.io.Sha256;
import minitron.io.UserCache;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.runs.KeptFolder;
import minitron.tensor.Engines;
import minitron.text.TokenCorpus;
import minitron.train.KeptRuns;
import minitron.train.Objective;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.Trainer;

/**
 * What teacher correction and distillation share: the corpus becomes batches and a held-out loss.
 */
public final class Training {
  private static final String OFF = "off";

  private Training() {}

  /**
   * Trains a copy of a model.
   *
   * @param task what it is called
   * @param from by name, what else a resumed run must repeat
   */
  public static Run run(
      String task,
      Map<String, String> from,
      CausalLm start,
      Objective objective,
      TokenCorpus corpus,
      TrainOptions options) {
    return together(task, from, List.of(start), objective, corpus, List.of(options)).get(0);
  }

  /**
   * Trains copies of several models side by side.
   *
   * @param options for each of them, with the same tokens in the same batches
   */
  public static List<Run> together(
      String task,
      Map<String, String> from,
      List<CausalLm> starts,
      Objective objective,
      TokenCorpus corpus,
      List<TrainOptions> options) {
    TrainOptions shared = options.get(0);
    MemoryCheck.of(task, starts.stream().map(CausalLm::config).toList(), shared);
    TokenCorpus blocks = corpus.length(shared.length());
    LongFunction<int[][]> train = blocks.train().batches(shared.seed(), shared.batch());
    List<Trainer> trainers = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      CausalLm start = starts.get(i);
      TokenChecks.length(shared.length(), start);
      Map<String, String> what = new LinkedHashMap<>();
      what.put("task", task);
      what.putAll(from);
      what.put("model", known(start, options.get(i)));
      what.put("corpus", blocks.toString());
      TrainOptions own = starts.size() == 1 ? shared : options.get(i).part(i + 1);
      trainers.add(
          new Trainer(
              what, start, objective, step -> TokenChecks.batch(train.apply(step), start), own));
    }
    // All of them have one vocabulary.
    List<TokenBatch> heldOut =
        blocks.isSplit()
            ? TokenChecks.batches(
                blocks.heldOut().atMost(TokenCorpus.HELD_OUT_BLOCKS), starts.get(0))
            : List.of();
    Optional<KeptRuns> kept =
        folder(shared).map(folder -> new KeptRuns(folder, Provenance.ground(Doctor.threads())));
    return Watch.training(
        task,
        shared.tokens(),
        progress ->
            kept.isPresent()
                ? kept.get().together(trainers, heldOut, progress)
                : Trainer.together(trainers, heldOut, progress),
        runs -> runs.stream().allMatch(Run::finished));
  }

  /**
   * A model as a resumed or a kept run must find it again: a hash of its weights and of its whole
   * config, where there may be such a run.
   */
  public static String known(CausalLm model, TrainOptions options) {
    if (options.checkpoints().isEmpty() && folder(options).isEmpty()) {
      return model.config().toString();
    }
    String all = model.sha256() + model.config().toJson();
    return "%s (%s)".formatted(Sha256.of(all.getBytes(StandardCharsets.UTF_8)), model.config());
  }

  /**
   * Where finished runs are kept: the {@link Setting} {@code RUNS}, a folder or {@code off}, and
   * {@code RUNS_MB}, how much it holds at most. Empty where none is kept: where a run has training
   * states of its own, on a GPU, whose bits are not the same each time, and with code that was
   * changed since Java started.
   */
  private static Optional<KeptFolder> folder(TrainOptions options) {
    Path cache = UserCache.folder("runs");
    String otherwise = cache.isAbsolute() ? cache.toString() : OFF;
    String set = Setting.of("RUNS", otherwise);
    boolean off = set.equalsIgnoreCase(OFF) || options.checkpoints().isPresent();
    if (off || Engines.device().isGpu() || OwnCode.changed()) {
      return Optional.empty();
    }
    return Optional.of(
        new KeptFolder(Path.of(set).toAbsolutePath(), 1_000_000L * Setting.of("RUNS_MB", 2000)));
  }
}
