/**
 * Inference: the key/value cache, batches of texts with common beginnings, packed layers, sampling,
 * log-likelihoods, generation and how long it takes.
 *
 * <p>Imports model, text, tensor, report and runs.
 */
package minitron.infer;
