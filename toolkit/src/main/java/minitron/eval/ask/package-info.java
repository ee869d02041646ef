/**
 * The requests to a model (loglikelihood and generate_until), their batches, and the programs that
 * a model wrote.
 *
 * <p>Imports infer, sandbox, text, runs, io, eval.harness and eval.metric.
 */
package minitron.eval.ask;
