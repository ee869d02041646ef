package minitron.host;

import minitron.runs.Cancel;

/** What shows things: a notebook's kernel, the headless runner, or a console. */
public interface Host {
  /** Its name: {@code rapaio}, {@code jjava}, {@code ijava}, {@code headless}, {@code console}. */
  String name();

  /** Shows something. */
  default void show(Bundle bundle) {
    show(null, bundle);
  }

  /** Shows something that {@link #update} may replace, unless its id is null. */
  void show(String id, Bundle bundle);

  /** Replaces what was shown under this id. */
  void update(String id, Bundle bundle);

  /** Whether it can replace what it has shown. */
  default boolean live() {
    return true;
  }

  /** Whether somebody may be watching while a cell runs, so that progress is shown. */
  default boolean watched() {
    return live();
  }

  /** The token that stops the calls of the running cell or command. */
  default Cancel cancel() {
    return Cancel.current();
  }
}
