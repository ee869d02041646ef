/**
 * Architectures without weights: what a config alone says of a model's parts, arithmetic and
 * memory, and which ones keep within limits.
 *
 * <p>Imports model, report and runs.
 */
package minitron.search;
