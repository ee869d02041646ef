/**
 * Plots (XChart) that look the same everywhere: lines, bars, heat maps and drawings of models, as
 * PNG and as a sketch in characters.
 *
 * <p>Imports report.
 */
package minitron.report.plot;
