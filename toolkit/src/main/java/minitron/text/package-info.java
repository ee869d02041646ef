/**
 * Tokenizers, corpora, and evaluation rows on disk.
 *
 * <p>Imports io and tensor.
 */
package minitron.text;
