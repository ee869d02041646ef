package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import minitron.model.CausalLm;
import minitron.tensor.Engines;
import minitron.text.TokenCorpus;
import minitron.train.Run;
import minitron.train.TrainOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One student that is distilled in several ways at once. */
class DistillWaysTest {
  @TempDir Path temp;

  @Test
  void waysOfDistillingTogetherAreWhatEachIsAlone() throws IOException {
    var options = Distill.options().tokens(1_000).batch(4).length(32).learningRate(3e-3);
    List<TrainOptions> ways = List.of(options.batch(2), options, options.learningRate(1e-4));
    int before = Engines.liveArrays();
    try (CausalLm teacher = Checkpoint.load(Fixtures.model(temp.resolve("teacher")).toString());
        CausalLm student = Depth.drop(teacher, Layers.of(1))) {
      String text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
      TokenCorpus corpus = Corpus.text(text, teacher).length(32).split(0.9);
      List<Run> runs = Distill.each(teacher, student, corpus, ways);
      for (int i = 0; i < ways.size(); i++) {
        Run alone = Distill.run(teacher, student, corpus, ways.get(i));
        assertEquals(alone.steps(), runs.get(i).steps());
        assertEquals(alone.validations(), runs.get(i).validations());
        assertEquals(alone.model().sha256(), runs.get(i).model().sha256());
        alone.model().close();
        runs.get(i).model().close();
      }
      List<Run> twice = Distill.each(teacher, student, corpus, List.of(options, options));
      assertSame(twice.get(0), twice.get(1));
      twice.get(0).model().close();
      var states = List.of(options.checkpoint(temp.resolve("states").toString()));
      for (List<TrainOptions> wrong : List.of(states, List.<TrainOptions>of())) {
        assertThrows(
            IllegalArgumentException.class, () -> Distill.each(teacher, student, corpus, wrong));
      }
    }
    assertEquals(before, Engines.liveArrays());
  }
}
