/**
 * Reads a Python expression without running Python: its tree, its source in the form that {@code
 * ast.unparse} gives it, and the values of constants and operators.
 *
 * <p>Imports python. Anything that Python would refuse is an {@link
 * java.lang.IllegalArgumentException}.
 */
package minitron.eval.bfcl.python;
