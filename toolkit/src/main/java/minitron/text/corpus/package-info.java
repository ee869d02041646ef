/**
 * What a corpus is read from and kept in: text files, packed ones too, and files of token ids,
 * which are mapped and never held.
 *
 * <p>Imports io and runs.
 */
package minitron.text.corpus;
