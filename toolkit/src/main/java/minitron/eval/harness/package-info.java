/**
 * What must equal Python and lm-evaluation-harness to the bit: random numbers, number formats,
 * tables and JSON.
 *
 * <p>Imports io.
 */
package minitron.eval.harness;
