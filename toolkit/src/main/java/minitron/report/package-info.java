/** What people see: progress, tables, plots. */
package minitron.report;
