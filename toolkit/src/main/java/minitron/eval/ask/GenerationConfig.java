package minitron.eval.ask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import minitron.infer.Sampling;
import minitron.text.chat.Message;

/**
 * How a run lets a model generate, and whether it runs what was generated.
 *
 * @param repeats texts a prompt; more than one for tasks that count how many of them pass
 * @param sampling how a token is picked
 * @param maxGenToks tokens a text at most; empty for each task's own number
 * @param runner runs programs; empty where that is not allowed
 * @param chat how conversations become text; empty where prompts are asked as they are
 * @param judge judges answers in words; empty where nobody does
 */
public record GenerationConfig(
    int repeats,
    Sampling sampling,
    OptionalInt maxGenToks,
    Optional<ProgramRunner> runner,
    Optional<ChatFormat> chat,
    Optional<Judge> judge) {
  /** One text a prompt, always the likeliest token, as the harness does; nothing is run. */
  public static final GenerationConfig DEFAULT =
      new GenerationConfig(1, Sampling.GREEDY, OptionalInt.empty());

  /** What the harness takes where a task does not say how many tokens are generated. */
  private static final int DEFAULT_MAX_GEN_TOKS = 256;

  /** Without programs or conversations. */
  public GenerationConfig(int repeats, Sampling sampling, OptionalInt maxGenToks) {
    this(repeats, sampling, maxGenToks, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Checks the numbers, each and together. */
  public GenerationConfig {
    if (repeats < 1) {
      throw new IllegalArgumentException(repeats + " samples: at least 1 text a prompt is needed.");
    }
    if (repeats > 1 && sampling.temperature() == 0) {
      throw new IllegalArgumentException(
          "%d samples at temperature 0 are %d times the same text; give a temperature, e.g. 0.2."
              .formatted(repeats, repeats));
    }
    if (sampling.topP() < 1 && sampling.temperature() == 0) {
      throw new IllegalArgumentException(
          "top-p %s does nothing at temperature 0; give a temperature, e.g. 0.2."
              .formatted(sampling.topP()));
    }
    if (maxGenToks.isPresent() && maxGenToks.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "max-tokens " + maxGenToks.getAsInt() + ": at least 1 is needed.");
    }
  }

  /** The same with generated programs run. */
  public GenerationConfig running(ProgramRunner programs) {
    return new GenerationConfig(repeats, sampling, maxGenToks, Optional.of(programs), chat, judge);
  }

  /** The same with prompts that go through a model's chat template. */
  public GenerationConfig chatting(ChatFormat format) {
    return new GenerationConfig(repeats, sampling, maxGenToks, runner, Optional.of(format), judge);
  }

  /** The same with answers that are judged in words. */
  public GenerationConfig judgedBy(Judge who) {
    return new GenerationConfig(repeats, sampling, maxGenToks, runner, chat, Optional.of(who));
  }

  /** A prompt as the model is asked it: as it is, or as a user's message in a conversation. */
  public String asked(String prompt) {
    return chat.map(format -> format.prompt(List.of(Message.of("user", prompt)))).orElse(prompt);
  }

  /** Whether the likeliest token is always taken. */
  public boolean greedy() {
    return sampling.temperature() == 0;
  }

  /** How many tokens to generate at most where a task has a number of its own. */
  public int maxGenToks(int own) {
    return maxGenToks.orElse(own);
  }

  /** A task's {@code gen_kwargs}, as the harness logs them. */
  public Map<String, Object> genKwargs(List<String> until, int own) {
    Map<String, Object> kwargs = new LinkedHashMap<>();
    kwargs.put("until", until);
    if (maxGenToks(own) != DEFAULT_MAX_GEN_TOKS) {
      kwargs.put("max_gen_toks", maxGenToks(own));
    }
    kwargs.put("do_sample", sampling.temperature() > 0);
    if (sampling.temperature() > 0) {
      kwargs.put("temperature", sampling.temperature());
      kwargs.put("top_p", sampling.topP());
    }
    return kwargs;
  }

  /** What differs from the default, in words; nothing for a default run. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (sampling.temperature() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d %s a prompt, temperature %s, top-p %s, seed %d",
              repeats,
              repeats == 1 ? "text" : "texts",
              sampling.temperature(),
              sampling.topP(),
              sampling.seed()));
    }
    maxGenToks.ifPresent(n -> notes.add("at most " + n + " tokens a text, whatever the task"));
    runner.ifPresent(r -> notes.add("programs ran in this sandbox: " + r.sandbox()));
    chat.ifPresent(format -> notes.add("prompts went through " + format.described()));
    return notes;
  }
}
