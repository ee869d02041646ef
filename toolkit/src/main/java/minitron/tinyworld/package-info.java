/**
 * TinyWorld, a small world made by programs: endless stories, evaluation items about facts that are
 * in no story, a tokenizer, and how a small teacher was trained on it.
 *
 * <p>Imports train, eval, host and what is below them.
 */
package minitron.tinyworld;
