/**
 * Rows that the original program of a benchmark computed, compared with what is computed here: one
 * file for the rows of a benchmark.
 *
 * <p>A folder of *.jsonl files, each row with its {@code kind}.
 */
package minitron.conformance.golden;
