/**
 * Runs programs that a model wrote, in a Python process without access to the network, files and
 * processes. {@link minitron.sandbox.Sandbox} finds what works on this machine.
 *
 * <p>Imports runs.
 */
package minitron.sandbox;
