package minitron.host;

import minitron.runs.Cancel;

/** What shows things: a notebook's kernel, the headless runner, or a console. */
public interface Host {
  /** Its name: {@code rapaio}, {@code jjava}, {@code ijava}, {@code headless}, {@code console}. */
  String name();

  /** Shows something for good. */
  void show(Bundle bundle);

  /** Shows something that {@link #update} may replace. */
  void show(String id, Bundle bundle);

  /** Replaces what was shown under this id. */
  void update(String id, Bundle bundle);

  /** Whether it can replace what it has shown. */
  default boolean live() {
    return true;
  }

  /** Whether somebody may watch while a cell runs; what is shown for readers of later is not. */
  default boolean watched() {
    return live();
  }

  /** What stops the calls that the running cell or command has made. */
  default Cancel cancel() {
    return Cancel.current();
  }
}
