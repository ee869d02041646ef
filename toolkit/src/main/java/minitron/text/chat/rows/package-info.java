/**
 * Conversations to train on: JSON lines of the kinds that are in use, the tokens and labels of each
 * row, and the order in which training meets them.
 *
 * <p>Imports io, python, runs, text, text.chat and text.corpus.
 */
package minitron.text.chat.rows;
