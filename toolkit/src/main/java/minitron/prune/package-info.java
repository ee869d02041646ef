/**
 * What matters in a model, and models with less of it: width and depth.
 *
 * <p>Imports report, runs, tensor, checkpoint, text and model.
 */
package minitron.prune;
