/**
 * Conversations about TinyWorld: what a model is tuned on, and the same exercises on held-out facts
 * as rows in the schemas of four benchmarks.
 *
 * <p>Imports text.chat and tinyworld.words.
 */
package minitron.tinyworld.talk;
