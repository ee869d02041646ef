/**
 * Reads Java and JavaScript by grammars in text: rules of ordered alternatives, in {@code
 * java.grammar} and {@code javascript.grammar} among the resources. They cover what a call may hold
 * and what may stand around it.
 */
package minitron.eval.bfcl.source;
