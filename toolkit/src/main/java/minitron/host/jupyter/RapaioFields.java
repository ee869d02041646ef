package minitron.host.jupyter;

import java.lang.reflect.Field;

/** What the loops here need of the rapaio kernel, and it does not give. */
final class RapaioFields {
  private RapaioFields() {}

  /** What a private or protected field of the kernel's holds. */
  static Object get(Class<?> type, Object owner, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not the rapaio kernel 3.0.1: no " + name + ".", e);
    }
  }

  /** One message that the kernel cannot take must not be its last. */
  static void step(String name, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException | Error e) {
      System.err.println("A message on " + name + " was lost: " + e);
    }
  }
}
