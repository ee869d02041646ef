/**
 * The paper's tables and figures as published, and the same for your own models: Table 1, the
 * shapes of Table 3, the hyperparameters of Table 4, and what is said of run time.
 *
 * <p>Imports eval, host, search, train and what is below them.
 */
package minitron.paper;
