package minitron.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.model.CausalLm;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.prune.Aggregation;
import minitron.prune.DepthDrop;
import minitron.prune.DepthImportance;
import minitron.prune.Kept;
import minitron.prune.Sensitivity.Block;
import minitron.prune.SweepRows;
import minitron.prune.WidthImportance;
import minitron.prune.WidthScores;
import minitron.prune.WidthTarget;
import minitron.prune.WidthTrim;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.search.Candidate;
import minitron.search.Candidates;
import minitron.search.Ranking;
import minitron.search.Ranking.Student;

/**
 * Cuts candidates from a teacher: first the block of layers without which the LM loss is least,
 * then hidden channels, neurons and heads by their importance in what is left.
 *
 * @param heldOut the text of the losses
 * @param calibration the text of the importance
 */
public record Ranker(CausalLm teacher, List<TokenBatch> heldOut, List<TokenBatch> calibration) {
  /** A teacher with fewer layers, and the importance of its width. */
  private record Shallow(CausalLm model, String dropped, WidthScores scores) {}

  /** Ranks them; stopped, it has those that were cut until then. */
  public Ranking rank(Candidates candidates, Progress progress) {
    Map<Integer, Shallow> depths = new LinkedHashMap<>();
    List<Student> students = new ArrayList<>();
    int all = candidates.all().size();
    for (int i = 0; i < all && !progress.cancelled(); i++) {
      Candidate candidate = candidates.all().get(i);
      int layers = candidate.config().numHiddenLayers();
      Shallow shallow = depths.computeIfAbsent(layers, n -> shallow(n, progress));
      students.add(student(candidate, shallow));
      progress.at(i + 1, all, candidate.name());
    }
    return new Ranking(students, Ending.stopped(students.size(), all, "candidates"));
  }

  private Shallow shallow(int layers, Progress progress) {
    int drop = teacher.config().numHiddenLayers() - layers;
    if (drop == 0) {
      return new Shallow(teacher, "", scores(teacher, progress));
    }
    Block block =
        DepthImportance.run(
                teacher.decoder(), heldOut, new int[] {drop}, SweepRows.NOT_KEPT, progress.silent())
            .leastLoss(drop);
    List<Integer> dropped = IntStream.range(block.first() - 1, block.last()).boxed().toList();
    CausalLm model = DepthDrop.drop(teacher, dropped);
    return new Shallow(model, block.layers(), scores(model, progress));
  }

  private WidthScores scores(CausalLm model, Progress progress) {
    return WidthImportance.run(
        model.decoder(), calibration, Aggregation.MINITRON, progress.silent());
  }

  private Student student(Candidate candidate, Shallow shallow) {
    var c = candidate.config();
    WidthTarget target =
        WidthTarget.ALL
            .hidden(c.hiddenSize())
            .mlp(c.intermediateSize())
            .heads(c.numAttentionHeads());
    Kept kept = Kept.best(shallow.model.config(), shallow.scores, target);
    try (CausalLm measured = WidthTrim.trim(shallow.model, kept)) {
      double loss = LmLoss.mean(measured.decoder(), heldOut, Progress.SILENT).loss();
      // Another one, whose weights are not there yet: a grid of candidates would fill the memory.
      return new Student(candidate, shallow.dropped, WidthTrim.trim(shallow.model, kept), loss);
    }
  }
}
