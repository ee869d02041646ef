package minitron.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import minitron.Refusal;
import minitron.runs.KeptFolder;
import minitron.runs.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of token ids that other tools wrote. */
class RawTokensTest {
  @TempDir Path temp;
  private final Tokenizer tokenizer = Tokenizer.of(TestTokenizers.folder("metaspace"));

  private TokenCorpus read(String name) {
    return TokenCorpus.read(
        temp.resolve(name).toString(),
        tokenizer,
        Optional.of(new KeptFolder(temp.resolve("kept"), 1_000_000)),
        Progress.SILENT);
  }

  private void write(String name, byte[] bytes) {
    try {
      Files.write(temp.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refused(String name, String... parts) {
    Refusal.of(() -> read(name), parts);
  }

  private static byte[] raw(int width, int... ids) {
    ByteBuffer bytes = ByteBuffer.allocate(width * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int id : ids) {
      if (width == 2) {
        bytes.putShort((short) id);
      } else {
        bytes.putInt(id);
      }
    }
    return bytes.array();
  }

  private static byte[] header(int magic, int tokens) {
    int[] header = new int[256];
    header[0] = magic;
    header[1] = 1;
    header[2] = tokens;
    return raw(4, header);
  }

  @Test
  void idsOfOtherToolsAreUsedAsTheyAre() {
    int[] ids = {1, 300, 5, 319, 7, 0};
    write("a.bin", raw(2, ids));
    write("a.uint32.bin", raw(4, ids));
    write("b.bin", Bytes.concat(header(20240520, 6), raw(2, ids)));
    write("c.bin", Bytes.concat(header(20240801, 6), raw(4, ids)));
    String hash = TokenCorpus.of("x", "", ids).length(2).toString().substring(1);
    for (String name : new String[] {"a.bin", "a.uint32.bin", "b.bin", "c.bin"}) {
      TokenCorpus corpus = read(name).length(2);
      assertEquals(name + hash, corpus.toString());
      assertArrayEquals(new int[][] {{1, 300}, {5, 319}, {7, 0}}, corpus.train().atMost(3));
    }
  }

  @Test
  void whatIsKnownOfIdsIsKeptAndFollowsTheFile() {
    write("a.bin", raw(2, 1, 2, 3));
    String first = read("a.bin").length(2).toString();
    assertEquals(first, read("a.bin").length(2).toString());
    write("a.bin", raw(2, 1, 2, 4));
    assertNotEquals(first, read("a.bin").length(2).toString());
  }

  @Test
  void idsThatAreNoneAreRefused() {
    write("a.bin", raw(2, 1, 2, 320));
    refused("a.bin", "a.bin has the id 320 at token 2 (byte 4), but", "320 ids", ".uint32.bin");
    write("a.uint32.bin", raw(4, 1, -1));
    refused("a.uint32.bin", "the id 4294967295 at token 1 (byte 4)");
    write("b.bin", new byte[3]);
    refused("b.bin", "b.bin has 3 bytes of token ids, but must have some, of 2 bytes each");
    write("b.bin", new byte[0]);
    refused("b.bin", "b.bin has 0 bytes");
    write("b.bin", Bytes.concat(header(20240520, 6), raw(2, 1, 2)));
    refused("b.bin", "b.bin has 4 bytes of token ids, but its header says 6 tokens of 2 bytes");
  }
}
