/**
 * Inference: the key/value cache, batches of texts with common beginnings, packed layers, sampling,
 * log-likelihoods and generation.
 *
 * <p>Imports model, text, tensor and runs.
 */
package minitron.infer;
