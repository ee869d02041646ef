package minitron.tensor;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Turns TorchScript text into a module that DJL can call.
 *
 * <p>A TorchScript archive is a zip, stored and not deflated, of four files: a pickled module
 * without state, its constants (none), a version, and the source text.
 */
final class TorchScript {
  private static final String CLASS =
      "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

  /** Pickle, protocol 2: {@code M()} with {@code {"training": False}}. */
  private static final String MODULE =
      "\u0080\u0002c__torch__\nM\n)\u0081}(X\u0008\0\0\0training\u0089ub.";

  /** Pickle, protocol 2: the empty tuple. */
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private TorchScript() {}

  /**
   * Loads the methods of a text.
   *
   * @param methods {@code def name(self, x: Tensor, …) -> Tensor:} and so on, indented by two
   *     spaces, in the {@code torch.*} spelling of serialized TorchScript; lines that begin with
   *     {@code #} are left out
   */
  static PtSymbolBlock load(NDManager manager, String methods) {
    try (var archive = new ByteArrayInputStream(archive(methods))) {
      return JniUtils.loadModule((PtNDManager) manager, archive, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] archive(String methods) throws IOException {
    String typed = methods.replace("(self,", "(self: __torch__.M,");
    String code =
        typed
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n", CLASS, "\n"));
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      store(zip, "archive/data.pkl", MODULE.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "archive/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      store(zip, "archive/constants.pkl", NO_CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "archive/version", "10\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
