/**
 * IFEval: does a text follow its instructions? 25 rules, from a number of words to a language, each
 * checked by a program; with Punkt's sentences, NLTK's words and a detector of languages, as the
 * harness has them.
 *
 * <p>Source: Zhou et al. (2023), Instruction-Following Evaluation for Large Language Models,
 * arXiv:2311.07911; in the form of lm_eval/tasks/ifeval.
 *
 * <p>Imports python.
 */
package minitron.eval.ifeval;
