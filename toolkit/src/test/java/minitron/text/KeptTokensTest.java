package minitron.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import minitron.Fixtures;
import minitron.Refusal;
import minitron.io.Disk;
import minitron.runs.KeptFolder;
import minitron.runs.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of large texts are made once, and anew whenever they might be others. */
class KeptTokensTest {
  private static final int SENTENCES = 45_000; // a little over a megabyte

  @TempDir Path temp;
  private Path text;
  private Path cache;
  private final Tokenizer tokenizer = Tokenizer.of(TestTokenizers.folder("metaspace"));

  @BeforeEach
  void write() {
    text = Fixtures.text(temp.resolve("text.txt"), SENTENCES);
    cache = temp.resolve("tokens");
  }

  private TokenCorpus read() {
    return read(Progress.SILENT);
  }

  private TokenCorpus read(Progress progress) {
    return TokenCorpus.read(
        text.toString(), tokenizer, Optional.of(new KeptFolder(cache, 100_000_000)), progress);
  }

  private List<Path> entries() {
    return Files.isDirectory(cache)
        ? Disk.list(cache).stream().filter(file -> !file.endsWith("hashes")).toList()
        : List.of();
  }

  private Path only() {
    assertEquals(1, entries().size());
    return entries().get(0);
  }

  @Test
  void theTokensAreThoseOfTheWholeText() throws IOException {
    int[] whole = tokenizer.encode(Files.readString(text));
    TokenCorpus inMemory = TokenCorpus.of("text.txt", tokenizer.bosRule(), whole);
    TokenCorpus streamed = read();
    assertEquals(inMemory.toString(), streamed.toString());
    assertEquals(streamed.toString(), TokenCorpus.read(text, tokenizer).toString());
    assertEquals(whole.length, streamed.size());
    assertArrayEquals(inMemory.train().sample(3, 20), streamed.train().sample(3, 20));
    assertArrayEquals(
        inMemory.split(.5).heldOut().atMost(9), streamed.split(.5).heldOut().atMost(9));
  }

  @Test
  void theSecondTimeTheTextIsNotRead() throws IOException {
    String first = read().toString();
    FileTime written = Files.getLastModifiedTime(only().resolve("tokens.bin"));
    assertEquals(2L * read().size(), Files.size(only().resolve("tokens.bin")));
    Progress unheard =
        (done, total, note) -> {
          assertEquals("checking", note); // it is too new to be known by its time
        };
    assertEquals(first, read(unheard).toString());
    assertEquals(written, Files.getLastModifiedTime(only().resolve("tokens.bin")));
  }

  @Test
  void anotherTextOfTheSameSizeAndTimeHasItsOwnTokens() throws IOException {
    FileTime time = Files.getLastModifiedTime(text);
    String first = read().toString();
    String content = Files.readString(text);
    Files.writeString(text, content.replace("cat", "car"));
    Files.setLastModifiedTime(text, time);
    assertNotEquals(first, read().toString());
    assertEquals(2, entries().size());
    Files.writeString(text, content);
    assertEquals(first, read().toString());
    assertEquals(2, entries().size());
  }

  @Test
  void damagedTokensAreMadeAnew() throws IOException {
    String first = read().toString();
    Path entry = only();
    try (var ids = new RandomAccessFile(entry.resolve("tokens.bin").toFile(), "rw")) {
      ids.seek(1001);
      ids.write(77);
    }
    assertEquals(first, read().toString());
    try (var ids = new RandomAccessFile(entry.resolve("tokens.bin").toFile(), "rw")) {
      ids.setLength(1000);
    }
    assertEquals(first, read().toString());
    Files.writeString(entry.resolve("facts.txt"), "2 1 1 0 nothing");
    assertEquals(first, read().toString());
    assertTrue(Files.size(entry.resolve("tokens.bin")) > 1000);
  }

  @Test
  void aCopyHasTheTokensOfItsOriginal() throws IOException {
    read();
    text = Files.copy(text, temp.resolve("copy.txt"));
    assertTrue(read().toString().startsWith("copy.txt ("));
    only();
  }

  @Test
  void aTextThatChangesWhileItIsReadIsRefused() {
    Progress changes =
        (done, total, note) -> {
          if (note.isEmpty()) {
            Fixtures.text(text, SENTENCES + 1);
          }
        };
    Refusal.of(() -> read(changes), "text.txt changed while it was read");
    assertEquals(List.of(), entries());
  }

  @Test
  void smallTextsAreKeptNowhere() {
    Fixtures.text(text, 100);
    assertTrue(read().size() > 100);
    assertEquals(List.of(), entries());
  }

  @Test
  void whatIsStoppedOrRefusedLeavesNothing() throws IOException {
    Progress stops =
        new Progress() {
          @Override
          public void at(long done, long total, String note) {
            assertEquals(1, total);
          }

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(CancellationException.class, () -> read(stops));
    byte[] bytes = Files.readAllBytes(text);
    bytes[1_000_000] = (byte) 0xf6;
    Files.write(text, bytes);
    Refusal.of(this::read, "byte 1000000 (0xf6, counted from 0)");
    try (Stream<Path> left = Files.walk(cache)) {
      assertFalse(left.anyMatch(Files::isRegularFile));
    }
  }

  @Test
  void whereNothingCanBeWrittenTheTokensAreInMemory() throws IOException {
    String there = read().toString();
    Disk.delete(cache);
    Files.write(cache, "a file".getBytes(StandardCharsets.UTF_8));
    assertEquals(there, read().toString());
  }

  @Test
  void aModelWithFewerRowsIsRefusedByWhatIsKept() {
    read();
    Tokenizer few = tokenizer.within(20);
    Refusal.of(
        () ->
            TokenCorpus.read(
                text.toString(),
                few,
                Optional.of(new KeptFolder(cache, 100_000_000)),
                Progress.SILENT),
        "the model's embeddings have 20 rows");
  }
}
