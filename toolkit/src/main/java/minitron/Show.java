package minitron;

import minitron.kernel.Host;
import minitron.kernel.Mime;

/** Shows tables, plots and anything else, in a notebook or in a shell. */
public final class Show {
  private Show() {}

  /** Shows a thing: a table, a plot, a result, or its text. */
  public static void me(Object thing) {
    Host.current().show(Mime.bundle(thing));
  }

  /** Where it is shown: rapaio, jjava, ijava, headless or console. */
  public static String host() {
    return Host.current().name();
  }
}
