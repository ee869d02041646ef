package minitron.text.jinja.builtin;

import java.util.Set;
import minitron.text.jinja.value.Arguments;

/** The filters and tests that a template can name. */
public interface Library {
  /**
   * {@code value | name(…)}.
   *
   * @throws IllegalArgumentException naming a filter that is not known here
   */
  Object filter(String name, Object value, Arguments passed);

  /**
   * {@code value is name(…)}.
   *
   * @throws IllegalArgumentException naming a test that is not known here
   */
  boolean test(String name, Object value, Arguments passed);

  /** The names of Jinja2's filters, of those too that are refused when they are needed. */
  Set<String> filters();

  /** The names of Jinja2's tests. */
  Set<String> tests();
}
