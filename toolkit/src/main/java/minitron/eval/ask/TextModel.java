package minitron.eval.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import minitron.infer.Generator;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.infer.StopTexts;
import minitron.infer.Stopped;
import minitron.infer.TokenCodec;
import minitron.infer.TokenRequest;
import minitron.runs.Progress;

/**
 * A model that answers in words: a scorer and a writer behind their tokenizer.
 *
 * @param codec the model's tokenizer
 * @param scorer the model, as scoring sees it
 * @param generator the model, as writing sees it
 * @param window the most tokens the model takes at once; longer questions lose their beginning
 * @param conduct how it is let write
 * @param log answers of earlier runs, and where new ones are kept
 * @param progress hears of requests
 */
public record TextModel(
    TokenCodec codec,
    Scorer scorer,
    Generator generator,
    int window,
    Conduct conduct,
    AnswerLog log,
    Progress progress) {
  /** Requests that are held as tokens at once. */
  private static final int SLICE = 4096;

  /** A model that remembers nothing. */
  public TextModel(
      TokenCodec codec, Scorer scorer, Generator generator, int window, Conduct conduct) {
    this(codec, scorer, generator, window, conduct, AnswerLog.NONE, Progress.SILENT);
  }

  /** A model that writes in the usual way. */
  public TextModel(TokenCodec codec, Scorer scorer, Generator generator, int window) {
    this(codec, scorer, generator, window, Conduct.USUAL);
  }

  /** A model that scores and does not write. */
  public TextModel(TokenCodec codec, Scorer scorer, int window) {
    this(codec, scorer, TextModel::noWriting, window);
  }

  private static List<int[]> noWriting(List<int[]> prompts, int most, Predicate<int[]> finished) {
    throw new IllegalStateException("This model only scores; give it a generator to let it write.");
  }

  /**
   * Goes on from every context until one of the texts in {@code until}, the EOS token or {@code
   * most} tokens. A context that leaves no room for them loses its beginning.
   */
  public List<String> write(List<String> contexts, List<String> until, int most) {
    checkRoom("A task", most);
    StopTexts stops = new StopTexts(until, codec);
    List<String> keys = writingKeys(contexts, until, most);
    var texts = new String[contexts.size()];
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      texts[i] = log.written(keys.get(i)).orElse(null);
      if (texts[i] == null) {
        left.add(i);
      }
    }
    List<int[]> prompts = left.stream().map(i -> prompt(contexts.get(i), window - most)).toList();
    var count = new Count(texts.length, texts.length - left.size());
    try {
      generator.generate(
          prompts,
          left,
          most,
          stops::reached,
          progress,
          (prompt, written) -> {
            int i = left.get(prompt);
            texts[i] = stops.cut(written);
            log.add(keys.get(i), texts[i]);
            count.more(1);
          });
    } catch (Stopped part) {
      throw count.stopped("texts", part);
    }
    return List.of(texts);
  }

  /** Equal prompts have keys of their own, for what is drawn after them is not equal. */
  private List<String> writingKeys(List<String> contexts, List<String> until, int most) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("until", until);
    settings.put("max_gen_toks", most);
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
      if (done > 0) {
        progress.at(done, all, "");
      }
    }

    void more(int answers) {
      done += answers;
      progress.at(done, all, "");
    }

    /** A stop that counts all that was asked for: who was stopped knew a part of it. */
    Stopped stopped(String unit, Stopped part) {
      var whole = new Stopped(done, all, unit);
      whole.initCause(part);
      return whole;
    }
  }

  /** Refuses to write so many tokens that no prompt goes before them. */
  public void checkRoom(String task, int most) {
    if (most >= window) {
      throw new IllegalArgumentException(
          "%s writes up to %d tokens, which leave no room for a prompt in the model's window of %d; ask for fewer with --max-tokens, in Java options().maxTokens(%d), or take a model with a longer one."
              .formatted(task, most, window, window / 2));
    }
  }

  private int[] prompt(String context, int room) {
    int[] ids = codec.encode(context);
    if (ids.length == 0) {
      return new int[] {codec.prefix()};
    }
    return Arrays.copyOfRange(ids, Math.max(0, ids.length - room), ids.length);
  }

  /** Scores every question, in order. Few of them are held as tokens at a time. */
  public List<Likelihood> score(List<Question> questions) {
    PairEncoder encoder = new PairEncoder(codec, window);
    var answers = new Scored[questions.size()];
    List<String> keys =
        questions.stream()
            .map(asked -> log.key("loglikelihood", asked.context(), asked.continuation()))
            .toList();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      answers[i] = log.scored(keys.get(i)).orElse(null);
      if (answers[i] == null) {
        left.add(i);
      }
    }
    var count = new Count(answers.length, answers.length - left.size());
    for (int from = 0; from < left.size(); from += SLICE) {
      List<Integer> slice = left.subList(from, Math.min(left.size(), from + SLICE));
      List<TokenRequest> requests =
          slice.stream().map(i -> encoder.encode(questions.get(i))).toList();
      Scorer.Heard heard =
          some -> {
            some.forEach(
                (request, answer) -> {
                  int i = slice.get(request);
                  answers[i] = answer;
                  // An answer that is no number is refused later, and is not worth keeping.
                  if (!Double.isNaN(answer.logLikelihood())) {
                    log.add(keys.get(i), answer);
                  }
                });
            count.more(some.size());
          };
      try {
        scorer.score(requests, progress, heard);
      } catch (Stopped part) {
        throw count.stopped("requests", part);
      }
    }
    return IntStream.range(0, answers.length)
        .mapToObj(i -> new Likelihood(questions.get(i), answers[i]))
        .toList();
  }

  /** This model with a task's answers, of earlier runs and to come. */
  public TextModel remembering(AnswerLog answers) {
    return new TextModel(codec, scorer, generator, window, conduct, answers, progress);
  }
}
