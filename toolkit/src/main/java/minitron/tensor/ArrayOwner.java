package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The owner of arrays that live long, such as a model's weights. They are freed when nobody holds
 * one of them any more, or at {@link #close}.
 *
 * <p>DJL's own managers keep their arrays until they are closed, whoever has forgotten them. So the
 * manager is taken out of the engine's books: then it and its arrays hold nothing but each other,
 * and the garbage collector sees when they are gone.
 */
public final class ArrayOwner implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  /** The collector does not see native memory, so it is called where so much more has come up. */
  private static final long COLLECT_AFTER = 64L << 20;

  private static final AtomicLong LIVE = new AtomicLong();

  /** The least that was live since the collector was called. */
  private static final AtomicLong FLOOR = new AtomicLong();

  private final NDManager manager;
  private final Handles handles;

  private ArrayOwner(NDManager manager) {
    this.manager = manager;
    this.handles = Handles.of(manager);
    manager.getParentManager().detachInternal(manager.getName());
    CLEANER.register(manager, handles::free);
    long live = LIVE.addAndGet(handles.bytes);
    if (live > FLOOR.get() + Math.max(COLLECT_AFTER, FLOOR.get() / 4)) {
      FLOOR.set(live);
      System.gc();
    }
  }

  /** The owner of all arrays that {@code fill} makes in a manager; later ones are not its own. */
  public static ArrayOwner of(Consumer<NDManager> fill) {
    NDManager manager = Engines.manager();
    try {
      fill.accept(manager);
      return new ArrayOwner(manager);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /** Bytes of arrays that have an owner now. */
  public static long liveBytes() {
    return LIVE.get();
  }

  @Override
  public void close() {
    handles.forget();
    manager.close();
  }

  /** The native arrays themselves: what is left to free when the Java objects are gone. */
  @SuppressWarnings("ArrayRecordComponent") // none compares them
  private record Handles(long[] all, long bytes, AtomicBoolean done) {
    static Handles of(NDManager manager) {
      var arrays = manager.getManagedArrays();
      long[] all = arrays.stream().mapToLong(array -> ((PtNDArray) array).getHandle()).toArray();
      long bytes = arrays.stream().mapToLong(Handles::bytes).sum();
      return new Handles(all, bytes, new AtomicBoolean());
    }

    private static long bytes(NDArray array) {
      return array.size() * array.getDataType().getNumOfBytes();
    }

    void free() {
      if (forget()) {
        for (long handle : all) {
          JniUtils.deleteNDArray(handle);
        }
      }
    }

    boolean forget() {
      boolean first = !done.getAndSet(true);
      if (first) {
        long live = LIVE.addAndGet(-bytes);
        FLOOR.accumulateAndGet(live, Math::min);
      }
      return first;
    }
  }
}
