package minitron.eval.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import minitron.eval.run.AnswerFolder;
import minitron.infer.Generator;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.infer.StoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop is told in what was asked for, not in what is asked of the model at once. */
final class LanguageModelTest {
  @TempDir Path temp;

  /** Answers so many requests in all. */
  private static Scorer tiring(int answers) {
    var left = new AtomicInteger(answers);
    return (requests, progress, listener) -> {
      for (int i = 0; i < requests.size(); i++) {
        if (left.getAndDecrement() == 0) {
          throw new StoppedException(i, requests.size(), "requests");
        }
        listener.at(Map.of(i, new Scored(-1, true)));
      }
    };
  }

  /** Writes so many texts in all. */
  private static Generator tiringWriter(int texts) {
    return (prompts, numbers, most, finished, progress, listener) -> {
      for (int i = 0; i < texts; i++) {
        listener.at(i, new int[] {'x', '.'});
      }
      throw new StoppedException(texts, prompts.size(), "texts");
    };
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
    var model = Models.of(new CharCodec(), tiring(4100), 100);
    assertEquals("Stopped on request after 4100 of 9000 requests.", stopped(model, 9000));
  }

  @Test
  void answersOfAnEarlierRunCountToo() {
    var model = Models.of(new CharCodec(), tiring(3), 100);
    try (AnswerLog log = log()) {
      assertEquals("Stopped on request after 3 of 8 requests.", stopped(model.remembering(log), 8));
    }
    model = Models.of(new CharCodec(), tiring(2), 100);
    try (AnswerLog log = log()) {
      assertEquals("Stopped on request after 5 of 8 requests.", stopped(model.remembering(log), 8));
    }
  }

  @Test
  void textsAreCountedAsRequestsAre() {
    List<String> contexts = List.of("a", "b", "c", "d", "e");
    for (int done : new int[] {2, 4}) {
      var model = Models.of(new CharCodec(), Models.scorer(r -> List.of()), tiringWriter(2), 100);
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
