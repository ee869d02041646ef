package minitron.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What is made of a model once, one of each type, and is freed with it. */
final class Owned implements AutoCloseable {
  private final Map<Class<?>, AutoCloseable> all = new LinkedHashMap<>();

  /** The one of a type, which is made now if it was not. */
  <T extends AutoCloseable> T get(Class<T> type, Supplier<T> make) {
    return type.cast(all.computeIfAbsent(type, any -> make.get()));
  }

  @Override
  public void close() {
    all.values().forEach(Owned::close);
    all.clear();
  }

  private static void close(AutoCloseable own) {
    try {
      own.close();
    } catch (Exception e) {
      throw new IllegalStateException(e); // what is owned frees memory, and throws nothing
    }
  }
}
