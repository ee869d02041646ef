/**
 * Scores of language models, equal to lm-evaluation-harness 0.4.13: its prompts, its few-shot
 * draws, its tokenisation of requests, its metrics and its tables. A task is data and small
 * functions in a file of its own; {@link minitron.eval.run.SimpleEvaluate} runs any of them.
 *
 * <p>Words: a <b>row</b> is a line of a file; a <b>document</b> ({@code doc}, by its place {@code
 * docId}) is a row that is asked; an <b>instance</b> is a request made of a document with the
 * model's response; a <b>sample</b> is a document with its instances and scores.
 */
package minitron.eval.run;
