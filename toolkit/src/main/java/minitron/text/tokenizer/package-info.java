/**
 * What a tokenizer.json may say: it is checked in all its parts, since the native library ends the
 * process over what it does not expect.
 *
 * <p>Imports io.
 */
package minitron.text.tokenizer;
