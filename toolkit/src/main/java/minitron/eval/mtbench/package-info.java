/**
 * MT-Bench: conversations of two turns, and a judge that rates each answer: another model behind an
 * HTTP address, the model itself, or a rule.
 *
 * <p>Imports io, python, runs, text, text.chat, infer, eval.harness, eval.metric, eval.ask and
 * eval.task.
 */
package minitron.eval.mtbench;
