/**
 * Runs programs that a model wrote, in a Python process without access to the network, files and
 * processes. {@link minitron.sandbox.Sandbox} finds what works on this machine.
 *
 * <p>The verdict was once the word of the program's process, with a secret to prove it; but a
 * program can read its own memory and jump over its own asserts. So a second process judges: see
 * {@code judge.py}, {@code tests.py} and {@code remote.py} beside this room's resources. Tried and
 * left: tracing the process, which does not see a jump within the interpreter, and pickles between
 * the two, which run code.
 *
 * <p>Imports runs.
 */
package minitron.sandbox;
