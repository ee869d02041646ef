/**
 * What every long call has: a way to stop it, news of how far it is, what it keeps, and how it
 * ended.
 *
 * <p>Imports io.
 */
package minitron.runs;
