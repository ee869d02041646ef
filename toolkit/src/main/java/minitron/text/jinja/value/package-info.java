/**
 * The values of a template: Python's, and undefined, namespace, range, views of dicts, generators
 * and what can be called; what is printed of them, and how they are added and compared.
 *
 * <p>Imports python.
 */
package minitron.text.jinja.value;
