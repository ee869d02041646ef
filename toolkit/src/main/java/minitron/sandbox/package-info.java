/**
 * Where programs that a model wrote are run: a Python process that is shut off from the machine,
 * its network, files and processes. {@link minitron.sandbox.Sandbox} finds the way that works.
 */
package minitron.sandbox;
