package minitron.stage;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import minitron.Setting;
import minitron.model.ModelConfig;
import minitron.search.PeakMemory;
import minitron.tensor.Engines;
import minitron.tensor.FreeMemory;
import minitron.train.TrainOptions;

/**
 * Whether a training fits into the memory that is free: what does not would be ended by the system,
 * which says nothing. The {@link Setting} {@code MEMORY=unchecked} asks for no check.
 */
public final class MemoryCheck {
  private static final double GB = 1e9;

  private MemoryCheck() {}

  /**
   * Refuses what cannot fit, even if it needs a fifth less than is calculated.
   *
   * @param task what is done
   * @param trained the models that are trained
   * @throws IllegalArgumentException if it does not fit, saying what would help
   */
  public static void of(String task, List<ModelConfig> trained, TrainOptions options) {
    OptionalDouble free = FreeMemory.ofDevice();
    double needed = needed(trained, options);
    boolean asked = !Setting.of("MEMORY", "").equalsIgnoreCase("unchecked");
    if (asked && free.isPresent() && MemoryPlan.SURE * needed > free.getAsDouble()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s needs about %.1f GB of memory and %.1f GB are free: take less of it with --recompute, --micro-batch 1, --moments 8bit or --master bf16 (what each saves is told by doctor --memory), a smaller model or a larger machine; MINITRON_MEMORY=unchecked tries all the same.",
              task,
              needed / GB,
              free.getAsDouble() / GB));
    }
  }

  private static double needed(List<ModelConfig> trained, TrainOptions options) {
    PeakMemory memory = MemoryPlan.training(options, Engines.device().isGpu());
    boolean recompute = options.backprop().recompute();
    return trained.stream()
        .map(model -> memory.train(model, options.storage(), recompute))
        .mapToDouble(need -> need.bytes() - need.part(PeakMemory.PROCESS))
        .sum();
  }
}
