/**
 * The Java kernel for Jupyter: installing it, its message loops around the rapaio kernel, and the
 * display of results in rapaio and JJava.
 *
 * <p>Imports host, io, report, report.plot and runs.
 */
package minitron.host.jupyter;
