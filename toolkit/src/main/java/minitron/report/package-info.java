/**
 * Tables (Tablesaw) and plots (XChart) that look the same in a notebook, in a file and in a shell.
 * Imports nothing else of the toolkit: everything here is plain numbers and names.
 */
package minitron.report;
