/**
 * What a task is: its documents, prompts, few-shot examples, output type and metrics; and groups of
 * tasks.
 *
 * <p>Imports text, infer, sandbox, eval.harness, eval.metric, eval.ifeval and eval.ask.
 */
package minitron.eval.task;
