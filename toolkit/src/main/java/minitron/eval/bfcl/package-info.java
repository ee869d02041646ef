/**
 * The Berkeley Function-Calling Leaderboard's offline categories: what a model is told of
 * functions, which calls its text makes, and whether they are the expected ones.
 *
 * <p>Follows {@code bfcl_eval} where it decides, its oddities included: scores are only comparable
 * so.
 */
package minitron.eval.bfcl;
