/**
 * Teacher correction and distillation.
 *
 * <p>Imports report, runs, tensor, checkpoint, text and model.
 */
package minitron.train;
