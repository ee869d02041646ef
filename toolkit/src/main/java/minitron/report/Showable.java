package minitron.report;

import java.util.List;

/** A result that a notebook shows as tables, plots and text, one after the other. */
public interface Showable {
  /** What to show: tables, plots, other showable results, or anything that has a text. */
  List<?> parts();
}
