/**
 * Measures speed and memory of training and inference.
 *
 * <p>May import everything.
 */
package minitron.bench;
