package minitron;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.text.TokenCorpus;
import minitron.train.Objective;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.Trainer;

/**
 * What teacher correction and distillation share: the corpus becomes batches and a held-out loss.
 */
final class Training {
  private Training() {}

  /**
   * Trains a copy of a model.
   *
   * @param task what it is called
   * @param from by name, what else a resumed run must repeat
   */
  static Run run(
      String task,
      Map<String, String> from,
      CausalLm start,
      Objective objective,
      TokenCorpus corpus,
      TrainOptions options) {
    return together(task, from, List.of(start), objective, corpus, options).get(0);
  }

  /** Trains copies of several models side by side, which read the same tokens. */
  static List<Run> together(
      String task,
      Map<String, String> from,
      List<CausalLm> starts,
      Objective objective,
      TokenCorpus corpus,
      TrainOptions options) {
    TokenCorpus blocks = corpus.length(options.length());
    LongFunction<int[][]> train = blocks.train().batches(options.seed(), options.batch());
    int[][] looks = blocks.isSplit() ? blocks.heldOut().atMost(TokenCorpus.HELD_OUT_BLOCKS) : null;
    List<Trainer> trainers = new ArrayList<>();
    List<TokenBatch> heldOut = List.of();
    for (CausalLm start : starts) {
      TokenChecks.length(options.length(), start);
      heldOut = looks == null ? heldOut : TokenChecks.batches(looks, start);
      Map<String, String> what = new LinkedHashMap<>();
      what.put("task", task);
      what.putAll(from);
      what.put("model", known(start, options));
      what.put("corpus", blocks.toString());
      TrainOptions own = starts.size() == 1 ? options : options.part(trainers.size() + 1);
      trainers.add(
          new Trainer(
              what, start, objective, step -> TokenChecks.batch(train.apply(step), start), own));
    }
    List<TokenBatch> same = heldOut;
    return Watch.training(
        task,
        options.tokens(),
        progress -> Trainer.together(trainers, same, progress),
        runs -> runs.stream().allMatch(Run::finished));
  }

  /** A model as a resumed run must find it again; with its weights only where a run may be. */
  static String known(CausalLm model, TrainOptions options) {
    return options.checkpoints().isEmpty()
        ? model.config().toString()
        : "%.16s (%s)".formatted(model.sha256(), model.config());
  }
}
