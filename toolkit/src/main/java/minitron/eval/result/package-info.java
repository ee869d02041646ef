/**
 * The results of an evaluation: scores, samples, tables, JSON and paired differences.
 *
 * <p>Imports report, infer, what those import, and eval.harness, eval.metric, eval.ask and
 * eval.task.
 */
package minitron.eval.result;
