/**
 * The paper's tables of scores as they are printed there, and how it runs each benchmark.
 *
 * <p>Imports infer, report and eval.
 */
package minitron.paper.printed;
