/** Tokenizers, corpora, and evaluation rows on disk. */
package minitron.text;
