package minitron.report;

import java.util.List;

/** A result that is shown as tables, plots or text, in this order; without it, as its own text. */
public interface Showable {
  /** What to show: tables, plots, other showable things, or anything with a text. */
  List<?> parts();
}
