package minitron;

import minitron.host.Hosts;
import minitron.host.Mime;

/** Shows tables, plots and anything else, in a notebook or in a shell. */
public final class Show {
  private Show() {}

  /** Shows a thing: a table, a plot, a result, or its text. */
  public static void me(Object thing) {
    Hosts.current().show(Mime.bundle(thing));
  }

  /** The host that shows it: rapaio, jjava, ijava, headless or console. */
  public static String host() {
    return Hosts.current().name();
  }
}
