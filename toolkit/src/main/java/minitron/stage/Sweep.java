package minitron.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.Layers;
import minitron.Show;
import minitron.eval.ask.AnswerLog;
import minitron.eval.result.TaskResult;
import minitron.eval.run.SimpleEvaluate;
import minitron.eval.run.SweepFolder;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.prune.DepthImportance;
import minitron.prune.Sensitivity;
import minitron.prune.Sensitivity.Block;
import minitron.prune.Sensitivity.Score;
import minitron.prune.SweepRows;
import minitron.runs.Ending;
import minitron.runs.Progress;

/**
 * One sweep: the text without every block, then the task.
 *
 * @param batches of held-out text
 * @param sizes of the blocks
 * @param task what is asked of the model without each block, if anything
 */
public record Sweep(
    CausalLm model, List<TokenBatch> batches, List<Integer> sizes, Optional<SimpleEvaluate> task) {

  /** Goes on from the rows in a folder, says how many they are, and keeps its own there. */
  public Sensitivity resume(Path path) {
    SweepFolder folder = SweepFolder.of(path, model, batches);
    boolean used = folder.isUsed();
    try (AnswerLog log = folder.open()) {
      if (used) {
        Show.me(folder.says(log));
      }
      Sensitivity swept = run(new SweepRows(log));
      Ending ending = swept.ending();
      return ending.whole() ? swept : swept.ended(Ending.part(ending + folder.note()));
    } catch (CancellationException stopped) {
      throw (CancellationException)
          new CancellationException(stopped.getMessage() + folder.note()).initCause(stopped);
    }
  }

  /** Sweeps; what the rows have is not measured again, and what is measured is kept there. */
  public Sensitivity run(SweepRows rows) {
    int[] removed = sizes.stream().mapToInt(size -> size).toArray();
    Sensitivity swept =
        Watch.with(
            "Sweeping depth",
            "tokens",
            progress -> DepthImportance.run(model.decoder(), batches, removed, rows, progress));
    return task.isEmpty() || !swept.ending().whole()
        ? swept
        : Watch.with(
            "Asking " + task.get().names(),
            "blocks",
            progress -> ask(swept, task.get(), rows, progress));
  }

  /** Asks the whole model and then each part; the blocks that were asked before a stop stay. */
  private Sensitivity ask(
      Sensitivity swept, SimpleEvaluate asked, SweepRows rows, Progress progress) {
    List<Block> blocks = swept.blocks();
    List<Score> without = new ArrayList<>();
    Optional<Score> whole = Optional.empty();
    String key = asked.key();
    try {
      Progress part = progress.part(without::size, blocks.size(), "requests");
      whole = Optional.of(score(key, List.of(), asked, rows, part));
      for (int i = 0; i < blocks.size() && !progress.cancelled(); i++) {
        List<Integer> dropped = Layers.of(blocks.get(i)).fromZero();
        without.add(score(key, dropped, asked, rows, part));
        progress.at(i + 1, blocks.size(), "");
      }
    } catch (CancellationException stopped) {
      // What was asked until then is kept below.
    }
    Ending ending = Ending.stopped(without.size(), blocks.size(), "blocks of the task");
    return swept.scored(whole, without, ending);
  }

  /** The score without some layers, counted from 0: a kept one, or else a new one that is kept. */
  private Score score(
      String asked, List<Integer> dropped, SimpleEvaluate task, SweepRows rows, Progress progress) {
    String key = "task " + asked + " without layers " + dropped;
    Optional<Score> kept = rows.score(key);
    if (kept.isPresent()) {
      return kept.get();
    }
    TaskResult result = task.run(model.decoder().without(dropped), progress).tasks().get(0);
    var first = result.scores().get(0);
    Score score =
        new Score(
            result.name() + " (" + result.shots() + "-shot)",
            first.metric().name(),
            first.estimate().value(),
            first.estimate().standardError());
    rows.add(key, score);
    return score;
  }
}
