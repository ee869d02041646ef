package minitron.eval.ask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import minitron.infer.Sampling;

/**
 * How a run lets a model write, and whether it runs what was written.
 *
 * @param samples texts a prompt; more than one for tasks that count how many of them pass
 * @param sampling how a token is picked
 * @param most tokens a text at most; empty for each task's own number
 * @param programs runs programs; empty where that is not allowed
 */
public record Conduct(
    int samples, Sampling sampling, OptionalInt most, Optional<Programs> programs) {
  /** One text a prompt, always the likeliest token, as the harness does; nothing is run. */
  public static final Conduct USUAL =
      new Conduct(1, Sampling.GREEDY, OptionalInt.empty(), Optional.empty());

  /** What the harness takes where a task does not say how many tokens are written. */
  private static final int USUAL_MOST = 256;

  /** Checks the numbers, each and together. */
  public Conduct {
    if (samples < 1) {
      throw new IllegalArgumentException(samples + " samples: at least 1 text a prompt is needed.");
    }
    if (samples > 1 && sampling.temperature() == 0) {
      throw new IllegalArgumentException(
          "%d samples at temperature 0 are %d times the same text; give a temperature, as 0.2."
              .formatted(samples, samples));
    }
    if (sampling.topP() < 1 && sampling.temperature() == 0) {
      throw new IllegalArgumentException(
          "top-p %s does nothing at temperature 0; give a temperature, as 0.2."
              .formatted(sampling.topP()));
    }
    if (most.isPresent() && most.getAsInt() < 1) {
      throw new IllegalArgumentException(
          most.getAsInt() + " tokens to write: at least 1 is needed.");
    }
  }

  /** How many tokens to write where a task wants so many. */
  public int most(int own) {
    return most.orElse(own);
  }

  /** The settings of a task's writing, as the harness logs them. */
  public Map<String, Object> settings(List<String> until, int own) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("until", until);
    if (most(own) != USUAL_MOST) {
      settings.put("max_gen_toks", most(own));
    }
    settings.put("do_sample", sampling.temperature() > 0);
    if (sampling.temperature() > 0) {
      settings.put("temperature", sampling.temperature());
      settings.put("top_p", sampling.topP());
    }
    return settings;
  }

  /** What differs from the usual, in words; nothing for a usual run. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (sampling.temperature() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d %s a prompt, temperature %s, top-p %s, seed %d",
              samples,
              samples == 1 ? "text" : "texts",
              sampling.temperature(),
              sampling.topP(),
              sampling.seed()));
    }
    most.ifPresent(tokens -> notes.add("at most " + tokens + " tokens a text, whatever the task"));
    programs.ifPresent(p -> notes.add("programs ran in this sandbox: " + p.sandbox()));
    return notes;
  }
}
