package minitron.host;

import java.util.Map;

/**
 * Settings of glibc for a process that makes and drops large arrays all the time. Left to itself,
 * glibc gives their memory back to the system and soon asks for it again, page by page: a quarter
 * of the time of a forward pass. It reads its settings when a process starts; other systems do not
 * know them.
 */
public final class Allocator {
  /** Environment variables: two heaps for all threads, which keep up to a gigabyte. */
  public static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MALLOC_ARENA_MAX", "2",
          "MALLOC_MMAP_THRESHOLD_", "33554432",
          "MALLOC_TRIM_THRESHOLD_", "1073741824");

  private Allocator() {}
}
