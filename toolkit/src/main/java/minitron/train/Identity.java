package minitron.train;

import java.util.LinkedHashMap;
import java.util.Map;
import minitron.report.Numbers;
import minitron.tensor.Storage;

/** What makes a run the same run: a resumed or a kept one must repeat it. */
public final class Identity {
  private Identity() {}

  /** All that its result depends on, exactly; first what is trained on what. */
  public static Map<String, String> of(TrainOptions options, Map<String, String> what) {
    Schedule schedule = options.schedule();
    Map<String, String> all = new LinkedHashMap<>(what);
    all.put("tokens", String.valueOf(options.tokens()));
    all.put("learningRate", Numbers.exact(schedule.peak()));
    all.put("minLearningRate", Numbers.exact(schedule.minimum()));
    all.put("warmUp", String.valueOf(schedule.warmUp(options.steps())));
    all.put("batch", String.valueOf(options.batch()));
    all.put("length", String.valueOf(options.length()));
    all.put("seed", String.valueOf(options.seed()));
    all.put("adam", options.adam().toString());
    all.put("precision", options.backprop().precision().toString());
    // What was not always there has a name only where it changes something: older states are found.
    if (options.inTurn()) {
      all.put("microBatch", String.valueOf(options.atOnce()));
    }
    Storage storage = options.storage();
    if (storage.isNarrow()) {
      all.put("storage", storage.master() + ", " + storage.moments());
    }
    if (!options.tuning().equals(Tuning.NONE)) {
      all.put("tuning", options.tuning().toString());
    }
    return all;
  }
}
