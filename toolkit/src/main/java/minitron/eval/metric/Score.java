package minitron.eval.metric;

/** What a metric came to over a task's documents. */
public record Score(Metric metric, Estimate estimate) {}
