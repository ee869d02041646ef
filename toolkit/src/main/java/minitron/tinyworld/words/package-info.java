/**
 * The words of TinyWorld: its nouns and their decks, its sentences by kind and register, and which
 * pairs of nouns no story tells of.
 *
 * <p>Imports nothing of ours.
 */
package minitron.tinyworld.words;
