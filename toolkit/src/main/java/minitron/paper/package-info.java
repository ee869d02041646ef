/**
 * The paper's Table 1: its published numbers, and the same table for your own models.
 *
 * <p>Imports eval, host, train and what is below them.
 */
package minitron.paper;
