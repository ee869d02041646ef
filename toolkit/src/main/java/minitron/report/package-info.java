/**
 * Tables, marked text and number formats for people, which look the same in a notebook, in a file
 * and in a shell. It knows no models, only numbers and names.
 *
 * <p>Imports nothing else of the toolkit.
 */
package minitron.report;
