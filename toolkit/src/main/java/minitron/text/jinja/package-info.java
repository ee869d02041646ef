/**
 * Jinja2's templates as transformers renders them: the part of the language that chat templates are
 * written in. What is outside of it is refused by its name.
 *
 * <p>Imports io and python, and its own rooms.
 */
package minitron.text.jinja;
