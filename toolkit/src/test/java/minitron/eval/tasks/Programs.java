package minitron.eval.tasks;

import java.util.Iterator;
import java.util.List;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.Models;
import minitron.eval.ask.ProgramRunner;
import minitron.eval.metric.Sample;
import minitron.eval.task.CodeEval;
import minitron.eval.task.OneDoc;
import minitron.eval.task.Task;
import minitron.infer.Generator;
import minitron.infer.Sampling;
import minitron.sandbox.Sandbox;
import minitron.text.Row;
import org.junit.jupiter.api.Assumptions;

/** What both tests of programs need. */
final class Programs {
  static final Sampling PAPER = new Sampling(0.2, 0.95, 0);

  private Programs() {}

  static ProgramRunner sandboxed() {
    try {
      Sandbox sandbox = Sandbox.find(true);
      return new ProgramRunner(sandbox.name(), sandbox::run);
    } catch (IllegalStateException e) {
      Assumptions.abort(e.getMessage());
      throw e;
    }
  }

  /** Asks a document of a model that writes these texts. */
  static Sample replay(Task task, Row row, List<String> texts, GenerationConfig generation) {
    Iterator<String> written = texts.iterator();
    Generator generator =
        Models.generator(
            (prompts, most, finished) ->
                prompts.stream().map(prompt -> written.next().chars().toArray()).toList());
    var model =
        Models.of(new CharCodec(), Models.scorer(r -> List.of()), generator, 1_000_000, generation);
    return OneDoc.ask(task, "", row, model);
  }

  static CodeEval codeEval(Task task) {
    return (CodeEval) task.outputType();
  }
}
