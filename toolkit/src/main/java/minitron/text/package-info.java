/**
 * Tokenizers, corpora, and evaluation rows on disk.
 *
 * <p>Imports io, tensor and text.tokenizer.
 */
package minitron.text;
