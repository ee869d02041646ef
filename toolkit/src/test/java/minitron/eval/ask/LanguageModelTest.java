package minitron.eval.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import minitron.eval.run.AnswerFolder;
import minitron.infer.Generator;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.infer.StoppedException;
import minitron.infer.TokenRequest;
import minitron.runs.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop is told in what was asked for, not in what is asked of the model at once. */
final class LanguageModelTest {
  @TempDir Path temp;

  /** Answers so many requests in all. */
  private static final class Tiring implements Scorer {
    private int left;

    Tiring(int requests) {
      left = requests;
    }

    @Override
    public List<Scored> score(List<TokenRequest> requests) {
      throw new AssertionError("who wants to hear of answers is to hear of them");
    }

    @Override
    public void score(List<TokenRequest> requests, Progress progress, Scorer.Listener heard) {
      for (int i = 0; i < requests.size(); i++) {
        if (left-- == 0) {
          throw new StoppedException(i, requests.size(), "requests");
        }
        heard.at(Map.of(i, new Scored(-1, true)));
      }
    }
  }

  /** Writes so many texts in all. */
  private record TiringWriter(int texts) implements Generator {
    @Override
    public List<int[]> generate(List<int[]> prompts, int most, Predicate<int[]> finished) {
      throw new AssertionError("who wants to hear of texts is to hear of them");
    }

    @Override
    public void generate(
        List<int[]> prompts,
        List<Integer> numbers,
        int most,
        Predicate<int[]> finished,
        Progress progress,
        Generator.Listener heard) {
      for (int i = 0; i < texts; i++) {
        heard.at(i, new int[] {'x', '.'});
      }
      throw new StoppedException(texts, prompts.size(), "texts");
    }
  }

  private static List<Request> requests(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Request("q" + i, " yes")).toList();
  }

  private static String stopped(LanguageModel model, int requests) {
    return assertThrows(CancellationException.class, () -> model.loglikelihood(requests(requests)))
        .getMessage();
  }

  @Test
  void everyRequestCountsAlsoThoseOfLaterSlices() {
    var model = Models.of(new CharCodec(), new Tiring(4100), 100);
    assertEquals("Stopped on request after 4100 of 9000 requests.", stopped(model, 9000));
  }

  @Test
  void answersOfAnEarlierRunCountToo() {
    var model = Models.of(new CharCodec(), new Tiring(3), 100);
    try (AnswerLog log = log()) {
      assertEquals("Stopped on request after 3 of 8 requests.", stopped(model.remembering(log), 8));
    }
    model = Models.of(new CharCodec(), new Tiring(2), 100);
    try (AnswerLog log = log()) {
      assertEquals("Stopped on request after 5 of 8 requests.", stopped(model.remembering(log), 8));
    }
  }

  @Test
  void textsAreCountedAsRequestsAre() {
    List<String> contexts = List.of("a", "b", "c", "d", "e");
    for (int done : new int[] {2, 4}) {
      var model = Models.of(new CharCodec(), r -> List.of(), new TiringWriter(2), 100);
      try (AnswerLog log = log()) {
        var e =
            assertThrows(
                CancellationException.class,
                () -> model.remembering(log).generateUntil(contexts, List.of("."), 4));
        assertEquals("Stopped on request after " + done + " of 5 texts.", e.getMessage());
      }
    }
  }

  private AnswerLog log() {
    return new AnswerFolder(temp, Map.of()).open("winogrande", 1, 0, Map.of());
  }
}
