package minitron;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import minitron.host.Watch;
import minitron.infer.NextLogits;
import minitron.infer.SpeedOptions;
import minitron.infer.Speeds;
import minitron.infer.Workload;
import minitron.infer.Workload.Seconds;
import minitron.model.CausalLm;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.search.Roofline;
import minitron.tensor.Hardware;

/**
 * How fast models read and write, timed in turn on the machine that runs this.
 *
 * @param how what is timed
 * @param models the models so far, in order; speed-ups are over the first
 */
public record Speed(SpeedOptions how, List<Model> models) {
  /** A model and its name in tables. */
  public record Model(String name, CausalLm model) {}

  /** Keeps the models as they are now. */
  public Speed {
    models = List.copyOf(models);
  }

  /** One text and sixteen at once, prompts of 32 and 128 tokens, 32 to write, five rounds. */
  public static SpeedOptions options() {
    return SpeedOptions.DEFAULT;
  }

  /** Models to time; add them by name. */
  public static Speed of(SpeedOptions options) {
    return new Speed(options, List.of());
  }

  /** The same with another model. */
  public Speed add(String name, CausalLm model) {
    return new Speed(
        how, Stream.concat(models.stream(), Stream.of(new Model(name, model))).toList());
  }

  /** What this machine can do at most, measured in half a second. */
  public static Hardware here() {
    return Hardware.measured();
  }

  /**
   * Times every model at every workload, round after round, the models in turn and every other
   * round backwards, so that a machine that drifts harms all alike. Stopped by hand, it gives the
   * rounds that were whole.
   *
   * @throws IllegalArgumentException if there is no model, or a text is longer than a model's
   *     window
   * @throws CancellationException if it was stopped before the first round was whole
   */
  public Speeds measure() {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("No model to time: add one by name first.");
    }
    Hardware before = Hardware.measured();
    List<Timed> timed = new ArrayList<>();
    List<NextLogits> writers =
        models.stream().map(each -> NextLogits.of(each.model.decoder())).toList();
    for (Workload work : how.workloads()) { // so that the models come in turn at each
      for (int m = 0; m < models.size(); m++) {
        timed.add(new Timed(models.get(m), writers.get(m), work, new ArrayList<>()));
      }
    }
    try {
      Ending ending = Watch.with("Timing", "answers", progress -> rounds(timed, progress));
      Hardware here = before.orBetter(Hardware.measured());
      return new Speeds(here.toString(), timed.stream().map(t -> t.row(here)).toList(), ending);
    } finally {
      writers.forEach(NextLogits::close);
    }
  }

  private Ending rounds(List<Timed> timed, Progress progress) {
    int whole = 0;
    try {
      for (int round = 0; round <= how.rounds(); round++) {
        round(timed, round, progress);
        whole = round;
      }
    } catch (CancellationException stopped) {
      if (whole == 0) {
        throw stopped;
      }
    }
    int kept = whole;
    timed.forEach(t -> t.rounds.subList(kept, t.rounds.size()).clear());
    return Ending.stopped(whole, how.rounds(), "rounds");
  }

  /** One round; the first, in which weights are packed and Java warms up, does not count. */
  private void round(List<Timed> timed, int round, Progress progress) {
    List<Timed> order = new ArrayList<>(timed);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    int done = round * timed.size();
    for (Timed each : order) {
      if (progress.cancelled()) {
        throw new CancellationException("Stopped on request before the first round was whole.");
      }
      Seconds took = each.work.time(each.writer, progress);
      if (round > 0) {
        each.rounds.add(took);
      }
      done++;
      progress.at(done, (how.rounds() + 1L) * timed.size(), each.of.name);
    }
  }

  /** A model at a workload, and what it took so far. */
  private record Timed(Model of, NextLogits writer, Workload work, List<Seconds> rounds) {
    Speeds.Row row(Hardware here) {
      var roofline = new Roofline(of.model.config(), Float.BYTES);
      double flops = here.flopsPerSecond();
      double bytes = here.bytesPerSecond();
      double first = roofline.prefill(work.batch(), work.prompt()).seconds(flops, bytes);
      double all = roofline.seconds(work.batch(), work.prompt(), work.tokens(), flops, bytes);
      double held =
          roofline.weightBytes() + roofline.cacheBytes(work.batch(), work.prompt() + work.tokens());
      return new Speeds.Row(
          of.name,
          of.model.parameterCount(),
          of.model.config().numHiddenLayers(),
          work,
          held,
          new Seconds(first, all - first),
          rounds);
    }
  }
}
