package minitron.eval.metric;

/** What a measure came to over a task's documents. */
public record Score(Measure measure, Estimate estimate) {}
