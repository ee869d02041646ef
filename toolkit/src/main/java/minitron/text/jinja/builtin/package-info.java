/**
 * What a template can use: attributes and methods of values, filters, tests and functions, each as
 * Python or Jinja2 has it. One that is not here is refused by its name.
 *
 * <p>Imports io and python, and the values.
 */
package minitron.text.jinja.builtin;
