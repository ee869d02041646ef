/**
 * The tasks of the paper, one small file each, as in lm-evaluation-harness.
 *
 * <p>Imports text and eval.harness, eval.ifeval, eval.metric, eval.ask and eval.task.
 */
package minitron.eval.tasks;
