/**
 * Architectures without weights: what a config alone says of a model's parts, arithmetic and
 * memory.
 *
 * <p>Imports model and report.
 */
package minitron.search;
