/**
 * The results of an evaluation: scores, samples, tables, JSON and paired differences.
 *
 * <p>Imports report, infer, the rooms below them, and eval.harness, eval.metric, eval.ask and
 * eval.task.
 */
package minitron.eval.result;
