package minitron.checkpoint;

import static minitron.io.Messages.quote;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import minitron.checkpoint.SafetensorsHeader.Entry;
import minitron.io.Disk;
import minitron.io.FirstBytes;
import minitron.tensor.Copies;
import minitron.tensor.Kernels;

/**
 * A safetensors file. Opening it reads the header only; tensors are read in parts, so that a file
 * or a tensor may be larger than 2^31 bytes. The file does not stay open, so it need not be closed.
 */
public final class SafetensorsFile {
  /** The largest header that the format allows, in bytes. */
  static final long MAX_HEADER = 100_000_000;

  private final Path path;
  private final long dataStart;
  private final SafetensorsHeader header;
  private final ReadAhead ahead;

  private SafetensorsFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.ahead = new ReadAhead(path);
    ByteBuffer utf8 = headerBytes(channel);
    this.dataStart = Long.BYTES + (long) utf8.limit();
    this.header = SafetensorsHeader.parse(utf8, channel.size() - dataStart);
  }

  /**
   * Opens a file and checks its whole header.
   *
   * @throws IllegalArgumentException if it is missing or not a valid safetensors file
   * @throws UncheckedIOException if it cannot be read
   */
  public static SafetensorsFile open(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path)) { // a pipe would never end
      String kind = Files.isDirectory(path) ? " is a folder" : " is not a file";
      throw new IllegalArgumentException(path + kind + "; a .safetensors file is needed.");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return new SafetensorsFile(path, channel);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("There is no file " + path + ".", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          FirstBytes.sentence(path)
              .orElse(
                  "%s is not a valid safetensors file: %s; fetch or save it again."
                      .formatted(path, e.getMessage())),
          e);
    } catch (IOException e) {
      throw Disk.cannotRead(path, e);
    }
  }

  private static ByteBuffer headerBytes(FileChannel channel) throws IOException {
    long fileSize = channel.size();
    if (fileSize < Long.BYTES) {
      throw new IllegalArgumentException(
          "it has %d bytes, fewer than the 8 of the header's length".formatted(fileSize));
    }
    var eight = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long length = ReadAhead.fully(channel, 0, eight).getLong();
    if (length < 0 || length > MAX_HEADER) {
      throw new IllegalArgumentException(
          "its header would have %s bytes; allowed: up to %d"
              .formatted(Long.toUnsignedString(length), MAX_HEADER));
    }
    if (length > fileSize - Long.BYTES) {
      throw new IllegalArgumentException(
          "its header would have %d bytes but the whole file has %d".formatted(length, fileSize));
    }
    return ReadAhead.fully(channel, Long.BYTES, ByteBuffer.allocate((int) length));
  }

  /** The path that was opened. */
  public Path path() {
    return path;
  }

  /** The file's identity, size and time of its last change; empty if it is gone. */
  Optional<String> stamp() {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(
          "%s %s %d %s".formatted(path, file.fileKey(), file.size(), file.lastModifiedTime()));
    } catch (IOException e) {
      return Optional.empty(); // reading the weights will fail and say why
    }
  }

  /** The tensors by name, in the order of the header. */
  public Map<String, Entry> entries() {
    return header.entries();
  }

  /** The header's {@code __metadata__} in its order, such as {"format": "pt"}. */
  public Optional<Map<String, String>> metadata() {
    return header.metadata();
  }

  /**
   * Reads a part of a tensor, as many bytes as {@code into} has room for.
   *
   * @param entry a tensor of this file
   * @param from the first byte, counted from the tensor's first byte
   * @param into at position 0, before and after
   * @throws IllegalArgumentException if the part leaves the tensor
   */
  public ByteBuffer read(Entry entry, long from, ByteBuffer into) {
    if (from < 0 || from > entry.size() - into.remaining()) {
      throw new IllegalArgumentException(
          "Tensor %s of %s has %d bytes; %d from byte %d on were asked for."
              .formatted(quote(entry.name()), path, entry.size(), into.remaining(), from));
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return ReadAhead.fully(channel, dataStart + entry.begin() + from, into);
    } catch (IOException e) {
      throw Disk.cannotRead(path, e);
    }
  }

  /**
   * Gives a tensor window by window, see {@link ReadAhead}. All tensors of a file go through the
   * same two buffers: the memory of many would come back only at the next collection.
   *
   * @param window bytes
   * @throws IOException if {@code use} throws it
   * @throws UncheckedIOException if the file cannot be read
   */
  void stream(Entry entry, int window, TensorSource.Sink use) throws IOException {
    ahead.stream(dataStart + entry.begin(), entry.size(), window, use);
  }

  /**
   * A tensor as a view of the file, which may be deleted meanwhile but not cut short; empty where
   * it cannot be mapped.
   *
   * @param type libtorch's number of its type
   */
  Optional<NDArray> map(Entry entry, int type, NDManager into) {
    long first = dataStart + entry.begin();
    boolean odd = first % entry.dtype().size() != 0;
    if (odd || entry.size() == 0 || into.getDevice().isGpu() || File.separatorChar != '/') {
      return Optional.empty();
    }
    try {
      long number = first / entry.dtype().size();
      return Optional.of(Copies.mapFile(new Kernels(into), path, type, number, entry.shape()));
    } catch (EngineException e) {
      return Optional.empty(); // the system gives no room for it
    }
  }
}
