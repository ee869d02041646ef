package minitron.host.jupyter;

import java.lang.reflect.Field;

/** Access to private fields of the rapaio kernel. */
final class RapaioFields {
  private RapaioFields() {}

  /** The value of a private or protected field. */
  static Object get(Class<?> type, Object owner, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not the rapaio kernel 3.0.1: no " + name + ".", e);
    }
  }

  /** Runs one step of a loop, which must go on after an error. */
  static void step(String name, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException | Error e) {
      System.err.println("A message on " + name + " was lost: " + e);
    }
  }
}
