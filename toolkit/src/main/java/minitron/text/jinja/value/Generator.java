package minitron.text.jinja.value;

import java.util.Iterator;

/**
 * Values that come one by one, once: what filters such as {@code map} give.
 *
 * @param items what has not come yet
 */
public record Generator(Iterator<Object> items) {}
