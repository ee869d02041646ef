package minitron.eval.ask;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.infer.Generator;
import minitron.infer.Sampling;
import minitron.infer.Scorer;
import minitron.infer.StopStrings;
import minitron.infer.StoppedException;
import minitron.infer.TokenRequest;
import minitron.runs.Progress;

/**
 * A model that answers in words, as the harness's {@code LM}: a scorer and a generator behind their
 * tokenizer.
 *
 * @param encoder the model's tokenizer and window; a longer context loses its beginning
 * @param scorer the model, as scoring sees it
 * @param generator the model, as generation sees it
 * @param generation how it generates
 * @param log answers of earlier runs, and where new ones are kept
 * @param progress hears of requests
 */
public record LanguageModel(
    PairEncoder encoder,
    Scorer scorer,
    Generator generator,
    GenerationConfig generation,
    AnswerLog log,
    Progress progress) {
  /** Requests that are held as tokens at once. */
  private static final int SLICE = 4096;

  /**
   * Goes on from every context until one of the stop strings, the EOS token or {@code maxGenToks}
   * tokens. A context that leaves no room for them loses its beginning.
   */
  public List<String> generateUntil(List<String> contexts, List<String> until, int maxGenToks) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("until", until);
    settings.put("max_gen_toks", maxGenToks);
    return generate(generator, contexts, settings, until, maxGenToks);
  }

  /** The same until the EOS token alone, picking tokens in a way of its own, not the run's. */
  public List<String> generate(List<String> contexts, Sampling own, int maxGenToks) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("sampling", own.toString());
    settings.put("max_gen_toks", maxGenToks);
    return generate(generator.sampling(own), contexts, settings, List.of(), maxGenToks);
  }

  private List<String> generate(
      Generator writer,
      List<String> contexts,
      Map<String, Object> settings,
      List<String> until,
      int maxGenToks) {
    checkRoom("A task", maxGenToks, encoder.window());
    var stops = new StopStrings(until, encoder.codec());
    List<String> keys = generationKeys(contexts, settings);
    var texts = new String[contexts.size()];
    Arrays.setAll(texts, i -> log.written(keys.get(i)).orElse(null));
    List<Integer> left = missing(texts);
    int room = encoder.window() - maxGenToks;
    List<int[]> prompts = left.stream().map(i -> prompt(contexts.get(i), room)).toList();
    var count = new Count(texts.length, texts.length - left.size());
    try {
      writer.generate(
          prompts,
          left,
          maxGenToks,
          stops::reached,
          count.part("tokens at most"),
          (prompt, generated) -> {
            int i = left.get(prompt);
            texts[i] = stops.cut(generated);
            log.add(keys.get(i), texts[i]);
            count.more(1);
          });
    } catch (StoppedException part) {
      throw count.stopped("texts", part);
    }
    return List.of(texts);
  }

  private static List<Integer> missing(Object[] answers) {
    return IntStream.range(0, answers.length).filter(i -> answers[i] == null).boxed().toList();
  }

  /** Equal prompts have keys of their own, for what is drawn after them is not equal. */
  private List<String> generationKeys(List<String> contexts, Map<String, Object> settings) {
    return IntStream.range(0, contexts.size())
        .mapToObj(i -> log.key("generate_until", contexts.get(i), settings, i))
        .toList();
  }

  /** Tells how many requests are answered. */
  private final class Count {
    private final int all;
    private int done;

    Count(int all, int done) {
      this.all = all;
      this.done = done;
      progress.at(done, all, "");
    }

    /** The way to the next answers, where that is long. */
    Progress part(String unit) {
      return progress.part(() -> done, all, unit);
    }

    void more(int answers) {
      done += answers;
      progress.at(done, all, "");
    }

    /** A stop that counts all that was asked for: who was stopped knew a part of it. */
    StoppedException stopped(String unit, StoppedException part) {
      var whole = new StoppedException(done, all, unit);
      whole.initCause(part);
      return whole;
    }
  }

  /** Refuses several texts a document, and so many tokens that no prompt goes before them. */
  public static void checkOneText(
      String task, GenerationConfig generation, int maxGenToks, int window) {
    if (generation.repeats() > 1) {
      throw new IllegalArgumentException(
          "%s takes one text a document, not %d; ask for several with humaneval or mbpp, in a run of their own."
              .formatted(task, generation.repeats()));
    }
    checkRoom(task, generation.maxGenToks(maxGenToks), window);
  }

  /** Refuses to generate so many tokens that no prompt goes before them. */
  public static void checkRoom(String task, int maxGenToks, int window) {
    if (maxGenToks >= window) {
      throw new IllegalArgumentException(
          "%s writes up to %d tokens, which leave no room for a prompt in the model's window of %d; ask for fewer with --max-tokens, in Java options().maxTokens(%d), or take a model with a longer one."
              .formatted(task, maxGenToks, window, window / 2));
    }
  }

  private int[] prompt(String context, int room) {
    int[] ids = encoder.codec().encode(context);
    if (ids.length == 0) {
      return new int[] {encoder.codec().prefix()};
    }
    return Arrays.copyOfRange(ids, Math.max(0, ids.length - room), ids.length);
  }

  /**
   * Scores every request, in order. Few of them are held as tokens at a time. An answer does not
   * depend on which others are in the log.
   */
  public List<ScoredInstance> loglikelihood(List<Request> requests) {
    var answers = new ScoredInstance[requests.size()];
    List<String> keys =
        requests.stream()
            .map(asked -> log.key("loglikelihood", asked.context(), asked.continuation()))
            .toList();
    Arrays.setAll(
        answers,
        i ->
            log.scored(keys.get(i))
                .map(known -> new ScoredInstance(requests.get(i), known))
                .orElse(null));
    var count = new Count(answers.length, answers.length - missing(answers).size());
    for (int first = 0; first < answers.length; first += SLICE) {
      int from = first;
      int to = Math.min(answers.length, from + SLICE);
      if (missing(Arrays.copyOfRange(answers, from, to)).isEmpty()) {
        continue;
      }
      Scorer.Listener listener =
          some -> {
            some.forEach(
                (request, answer) -> {
                  int i = from + request;
                  answers[i] = new ScoredInstance(requests.get(i), answer);
                  // An answer that is no number is refused later, and is not worth keeping.
                  if (!Double.isNaN(answer.logLikelihood())) {
                    log.add(keys.get(i), answer);
                  }
                });
            count.more(some.size());
          };
      try {
        List<TokenRequest> slice = encoder.encode(requests.subList(from, to));
        scorer.score(
            slice, request -> answers[from + request] == null, count.part("layers"), listener);
      } catch (StoppedException part) {
        throw count.stopped("requests", part);
      }
    }
    return List.of(answers);
  }

  /** This model with a task's answers, of earlier runs and to come. */
  public LanguageModel remembering(AnswerLog answers) {
    return new LanguageModel(encoder, scorer, generator, generation, answers, progress);
  }
}
