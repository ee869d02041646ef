package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import minitron.eval.result.Evaluation;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.run.SimpleEvaluate;
import minitron.infer.Scored;
import minitron.model.CausalLm;
import minitron.runs.Progress;
import minitron.text.ItemSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer does not depend on which others were kept. */
class ReaskedAnswersTest {
  @TempDir Path temp;

  @Test
  void whatIsAskedAgainHasTheSameBits() throws IOException {
    ItemSource items = Sentences.write(temp.resolve("items"));
    Path folder = temp.resolve("answers");
    EvaluateOptions kept = Harness.options().batch(4).resume(folder.toString());
    try (CausalLm model = Checkpoint.load(Fixtures.model(temp.resolve("model")).toString())) {
      List<Scored> whole = evaluate(model, items, kept, new Listening()).answers();
      Path file;
      try (Stream<Path> files = Files.list(folder)) {
        file = files.findFirst().orElseThrow();
      }
      List<String> lines = Files.readAllLines(file);
      for (int every = 2; every <= 7; every++) {
        List<String> damaged = new ArrayList<>(lines);
        for (int i = 1; i < lines.size(); i += every) {
          damaged.set(i, lines.get(i).replaceFirst("-\\d", "-9"));
        }
        long count = damaged.stream().filter(line -> !lines.contains(line)).count();
        Files.write(file, damaged);
        var listening = new Listening();
        assertEquals(whole, evaluate(model, items, kept, listening).answers());
        String said = listening.sentences.toString();
        assertTrue(said.startsWith("[winogrande: " + count + " kept answer"), said);
        assertEquals(lines.size() + count, Files.readAllLines(file).size());
        var silent = new Listening();
        evaluate(model, items, kept, silent);
        assertEquals(List.of(), silent.sentences);
      }
    }
  }

  private static Evaluation evaluate(
      CausalLm model, ItemSource items, EvaluateOptions options, Progress progress) {
    return SimpleEvaluate.prepare(model, items, options, List.of(Tasks.WINOGRANDE.shots(2)))
        .run(progress);
  }
}
