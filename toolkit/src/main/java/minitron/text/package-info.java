/**
 * Tokenizers, corpora, and evaluation rows on disk.
 *
 * <p>Imports io, runs, tensor, text.tokenizer and text.corpus.
 */
package minitron.text;
