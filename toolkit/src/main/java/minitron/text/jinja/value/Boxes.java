package minitron.text.jinja.value;

import java.util.Optional;
import java.util.function.Supplier;

/** Values where null cannot stand. */
public final class Boxes {
  /** What stands for None. */
  private static final Object NONE = new Object();

  private Boxes() {}

  /** A value that is not null. */
  public static Object boxed(Object value) {
    return value == null ? NONE : value;
  }

  /** The value itself again. */
  public static Object unboxed(Object value) {
    return value == NONE ? null : value;
  }

  /** What was found, itself again, or something else where nothing was. */
  public static Object unboxed(Optional<Object> found, Supplier<Object> otherwise) {
    return found.isPresent() ? unboxed(found.get()) : otherwise.get();
  }
}
