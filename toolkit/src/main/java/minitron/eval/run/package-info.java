/**
 * Scores of language models, equal to lm-evaluation-harness 0.4.13: its prompts, its few-shot
 * draws, its tokenisation of requests, its metrics and its tables. A task is data and small
 * functions in a file of its own; {@link minitron.eval.run.Evaluator} runs any of them.
 */
package minitron.eval.run;
