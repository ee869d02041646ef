package minitron.eval.run;

import java.util.List;
import java.util.Optional;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.text.ItemSource;

/** Evaluates a language model that a test made up. */
public record Evaluator(
    LanguageModel model, ItemSource items, Limit limit, Optional<AnswerFolder> answers) {

  /** An evaluator that keeps no answers. */
  public Evaluator(LanguageModel model, ItemSource items, Limit limit) {
    this(model, items, limit, Optional.empty());
  }

  /** Prepares the tasks and runs them, in float32 and one by one. */
  public Evaluation run(List<Benchmark> benchmarks) {
    return run(benchmarks, new EvaluationConfig("float32", 1, "", "", GenerationConfig.DEFAULT));
  }

  /** Prepares the tasks and runs them. */
  public Evaluation run(List<Benchmark> benchmarks, EvaluationConfig config) {
    List<PreparedTask<?>> tasks =
        PreparedTask.all(benchmarks, items, limit, model.generation(), model.encoder().window());
    return SimpleEvaluate.evaluate(model, benchmarks, tasks, answers, config, "");
  }
}
