/**
 * Runs notebooks without Jupyter, and writes their outputs into the .ipynb files.
 *
 * <p>Imports host, report, runs and io.
 */
package minitron.host.notebook;
