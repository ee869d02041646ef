/**
 * Metrics of single documents and their aggregation with standard errors.
 *
 * <p>Imports eval.harness.
 */
package minitron.eval.metric;
