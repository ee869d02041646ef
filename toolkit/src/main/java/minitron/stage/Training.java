package minitron.stage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import minitron.train.KeptRuns;
import minitron.train.Objective;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.Trainer;

/**
 * What teacher correction, distillation and tuning share: text or conversations become batches and
 * a held-out loss.
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
      Material material,
      TrainOptions options) {
    return together(task, from, List.of(start), objective, material, List.of(options)).get(0);
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
      Material material,
      List<TrainOptions> options) {
    TrainOptions shared = material.settled(options.get(0));
    int longest = material.longest(shared);
    int held = shared.tuning().packed() ? shared.length() : Math.max(2, longest);
    MemoryCheck.of(task, starts.stream().map(CausalLm::config).toList(), shared.length(held));
    List<Trainer> trainers = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      CausalLm start = starts.get(i);
      TokenChecks.length(longest, start);
      Map<String, String> what = new LinkedHashMap<>();
      what.put("task", task);
      what.putAll(from);
      what.put("model", known(start, options.get(i)));
      what.put("corpus", material.identity(shared));
      TrainOptions each = i == 0 ? shared : material.settled(options.get(i));
      TrainOptions own = starts.size() == 1 ? each : each.part(i + 1);
      trainers.add(new Trainer(what, start, objective, material.batches(own, start), own));
    }
    // All of them have one vocabulary.
    List<TokenBatch> heldOut = material.heldOut(shared, starts.get(0));
    Optional<KeptRuns> kept =
        folder(shared).map(folder -> new KeptRuns(folder, Provenance.ground(Doctor.threads())));
    return Watch.training(
        task,
        shared.tokens(),
        progress -> {
          material.said(shared).ifPresent(progress::said);
          return kept.isPresent()
              ? kept.get().together(trainers, heldOut, progress)
              : Trainer.together(trainers, heldOut, progress);
        },
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
