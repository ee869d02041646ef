package minitron;

import java.util.List;
import minitron.eval.ask.LanguageModel;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.eval.task.OutputType;
import minitron.eval.task.Prompt;
import minitron.runs.Cancel;
import minitron.text.Row;

/** A kind of task that is stopped as soon as a model is asked. */
record StoppingType<D>(OutputType<D> inner, Cancel cancel) implements OutputType<D> {
  @Override
  public D read(Row row) {
    return inner.read(row);
  }

  @Override
  public String shot(Row row) {
    return inner.shot(row);
  }

  @Override
  public List<Sample> ask(List<Prompt<D>> prompts, LanguageModel model) {
    cancel.request();
    return inner.ask(prompts, model);
  }

  @Override
  public List<Metric> metrics() {
    return inner.metrics();
  }
}
