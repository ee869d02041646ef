/**
 * Architectures without weights: what a config alone says of a model.
 *
 * <p>Imports model and report.
 */
package minitron.search;
