/**
 * Runs notebooks without Jupyter, and writes their outputs into the .ipynb files.
 *
 * <p>Imports host, io, report and runs.
 */
package minitron.host.notebook;
