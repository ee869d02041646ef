package minitron.eval.metric;

import java.util.List;

/** One request and its answer, as the harness writes them to its sample files. */
public interface Instance {

  /** What was asked: the context, then the continuation or the settings of a generation. */
  List<?> arguments();

  /** What the model answered. */
  Object response();
}
