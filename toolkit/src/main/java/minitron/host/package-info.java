/**
 * Hosts: where results and progress are shown, i.e. a Jupyter kernel, the headless runner of
 * notebooks, or a console. It knows no models.
 *
 * <p>Imports report and runs.
 */
package minitron.host;
