/**
 * Reads a template's source: tokens with the rules of white space, then expressions and statements.
 *
 * <p>Imports io and python.
 */
package minitron.text.jinja.syntax;
