package minitron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import minitron.Fixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that reads a text reads it in each of its forms. */
class CorporaTest {
  @TempDir Path temp;
  private String model;
  private String text;

  @BeforeEach
  void prepare() throws IOException {
    model = Fixtures.model(temp.resolve("model")).toString();
    text = Files.readString(Fixtures.text(temp.resolve("a.txt"), 200));
  }

  private String packed() throws IOException {
    var row = new JsonObject();
    row.addProperty("body", text);
    Path file = temp.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(row.toString().getBytes(StandardCharsets.UTF_8));
    }
    return file + "#body";
  }

  private String raw() throws IOException {
    ByteBuffer ids = ByteBuffer.allocate(8000).order(ByteOrder.LITTLE_ENDIAN);
    while (ids.hasRemaining()) {
      ids.putShort((short) (ids.position() / 2 % 320));
    }
    return Files.write(temp.resolve("ids.bin"), ids.array()).toString();
  }

  @Test
  void aPackedTextHasTheLossOfTheText() throws IOException {
    String evaluate = "evaluate " + model + " --blocks 2 --length 32 --perplexity ";
    String plain = Call.ok(Call.words(evaluate + temp.resolve("a.txt"))).out();
    assertTrue(plain.contains("loss"), plain);
    assertEquals(plain, Call.ok(Call.words(evaluate + packed())).out());
    byte[] zstd = Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(temp.resolve("a.txt.zst"), zstd);
    assertEquals(plain, Call.ok(Call.words(evaluate + file)).out());
  }

  @Test
  void trainingSweepingAndPruningTakeThemToo() throws IOException {
    String correct = "correct " + model + " " + temp.resolve("out") + " --length 32 --tokens 512";
    String said = Call.ok(Call.words(correct + " --corpus " + packed())).out();
    assertTrue(said.contains("corpus: a.jsonl.gz ("), said);
    said = Call.ok(Call.words("sweep " + model + " --sizes 1 --length 32 --corpus " + raw())).out();
    assertTrue(said.contains("corpus: ids.bin (4,000 tokens"), said);
    String prune = "prune " + model + " " + temp.resolve("pruned") + " --hidden 16 --samples 4";
    said = Call.ok(Call.words(prune + " --length 32 --calibration " + raw())).out();
    assertTrue(said.contains("calibration: ids.bin (4,000 tokens"), said);
  }
}
