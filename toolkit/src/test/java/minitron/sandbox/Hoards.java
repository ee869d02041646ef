package minitron.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that want more memory than the one GiB of a program: every sandbox stops them. */
interface Hoards {

  Sandbox sandbox();

  @Test
  default void muchMemory(@TempDir Path folder) throws Exception {
    Outside.stopsWhatWorksThere(sandbox(), folder, "import mmap; mmap.mmap(-1, 3 << 30)");
    Outside.stops(sandbox(), "bytearray(3 << 30)");
    Outside.stops(
        sandbox(),
        """
        import mmap, threading
        taken = []
        def take():
            taken.append(mmap.mmap(-1, 300 << 20))
        for _ in range(4):
            thread = threading.Thread(target=take)
            thread.start()
            thread.join()
        assert len(taken) == 4
        """);
  }

  /**
   * Each has less than a program may have; they do not write to it, which outside costs nothing.
   */
  @Test
  default void theMemoryOfFourProcesses(@TempDir Path folder) throws Exception {
    Outside.stopsWhatWorksThere(
        sandbox(),
        folder,
        """
        import mmap, posix, signal
        children = []
        for _ in range(4):
            read, write = posix.pipe()
            child = posix.fork()
            if child == 0:
                taken = mmap.mmap(-1, 600 << 20)
                posix.write(write, b"x")
                signal.pause()
            posix.close(write)
            children.append((child, posix.read(read, 1)))
        for child, said in children:
            posix.kill(child, signal.SIGKILL)
        assert [said for _, said in children] == [b"x"] * 4
        """);
  }

  /** A file of memory is in nobody's address space. */
  @Test
  default void filesOfMemory(@TempDir Path folder) throws Exception {
    Outside.stopsWhatWorksThere(
        sandbox(),
        folder,
        """
        import posix
        for _ in range(50):
            posix.ftruncate(posix.memfd_create("file"), 15 << 20)
        """);
  }

  /** A segment of System V is there before and after a process has it in its address space. */
  @Test
  default void segmentsOfMemory(@TempDir Path folder) throws Exception {
    Outside.stopsWhatWorksThere(
        sandbox(),
        folder,
        """
        import ctypes
        libc = ctypes.CDLL(None)
        segments = [libc.shmget(0, ctypes.c_size_t(600 << 20), 0o1600) for _ in range(4)]
        for segment in segments:
            libc.shmctl(segment, 0, None)
        assert min(segments) >= 0
        """);
  }
}
