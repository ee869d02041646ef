package minitron.text.jinja.builtin;

import minitron.text.jinja.value.Arguments;

/** What stands behind a bar. */
@FunctionalInterface
interface Filter {
  /**
   * The value of it.
   *
   * @param library where filters and tests are found that it names
   */
  Object apply(Object value, Arguments passed, Library library);
}
