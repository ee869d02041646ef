package minitron.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.Zstd;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import minitron.Refusal;
import minitron.runs.KeptFolder;
import minitron.runs.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a corpus is read from. */
class SourcesTest {
  private static final String ROWS =
      "{\"text\":\"The cat sat.\",\"n\":1}\n\n{\"text\":\"\"}\r\n{\"text\":\"on the mat\\n\"}";

  @TempDir Path temp;
  private final Tokenizer tokenizer = Tokenizer.of(TestTokenizers.folder("metaspace"));

  private int[] ids(String... documents) {
    return Ints.concat(Arrays.stream(documents).map(tokenizer::encode).toArray(int[][]::new));
  }

  private TokenCorpus read(String name) {
    return TokenCorpus.read(
        temp.resolve(name).toString(),
        tokenizer,
        Optional.of(new KeptFolder(temp.resolve("kept"), 1_000_000)),
        Progress.SILENT);
  }

  private int[] all(String name) {
    TokenCorpus corpus = read(name).length(2);
    return IntStream.range(0, corpus.train().count())
        .flatMap(i -> Arrays.stream(corpus.train().block(i)))
        .toArray();
  }

  private void assertHas(String name, int[] ids) {
    assertEquals(ids.length, read(name).size());
    assertArrayEquals(Arrays.copyOf(ids, ids.length / 2 * 2), all(name));
  }

  private void write(String name, byte[] bytes) {
    try {
      Files.write(temp.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zstd(String text) {
    return Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
  }

  private void refused(String name, String... parts) {
    Refusal.of(() -> read(name), parts);
  }

  @Test
  void aLineOfJsonIsADocument() {
    write("a.jsonl", ROWS);
    assertHas("a.jsonl", ids("The cat sat.", "on the mat\n"));
    assertEquals("a.jsonl", read("a.jsonl").name());
    write("b.jsonl", "{\"body\":\"The cat\"}\n");
    assertHas("b.jsonl#body", ids("The cat"));
    assertEquals("b.jsonl", read("b.jsonl#body").name());
    write("c#1.txt", "the mat");
    assertHas("c#1.txt", ids("the mat"));
  }

  @Test
  void aLineMayBeLongerThanAnyBuffer() {
    String text = "the cat ".repeat(60_000);
    write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"" + text + "\"}\n{\"text\":\"b\"}");
    assertHas("a.jsonl", ids("a", text, "b"));
  }

  @Test
  void filesMayBePacked() throws IOException {
    write("a.jsonl.gz", gzip(ROWS));
    write("a.jsonl.zst", zstd(ROWS));
    int[] rows = ids("The cat sat.", "on the mat\n");
    assertHas("a.jsonl.gz", rows);
    assertHas("a.jsonl.zst", rows);
    // Two packed files in a row are one, as gunzip and unzstd have it.
    write("b.txt.gz", Bytes.concat(gzip("The "), gzip("cat")));
    write("b.txt.zst", Bytes.concat(zstd("The "), zstd("cat")));
    assertHas("b.txt.gz", ids("The cat"));
    assertHas("b.txt.zst", ids("The cat"));
    write("c.md", "no text of this folder");
    Files.createDirectory(temp.resolve("sub.txt"));
    int[] folder = Ints.concat(rows, rows, ids("The cat"), ids("The cat"));
    assertHas("", folder);
  }

  @Test
  void aLineWithoutTextIsRefused() {
    write("a.jsonl", "{\"text\":\"a\"}\n\n{\"body\":\"b\"}\n");
    refused("a.jsonl", "a.jsonl line 3 has no field \"text\"; it has body", "a.jsonl#FIELD");
    write("a.jsonl", "{\"text\":1}\n");
    refused("a.jsonl", "a.jsonl line 1: field \"text\" must be a string, but is 1");
    write("a.jsonl", "{\"text\":null}\n");
    refused("a.jsonl", "must be a string, but is null");
    write("a.jsonl", "[1]\n");
    refused("a.jsonl", "a.jsonl line 1 is not one JSON object");
    write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":");
    refused("a.jsonl", "a.jsonl line 2 is not one JSON object");
    write("a.jsonl", "{\"text\":\"a \\ud800\"}");
    refused("a.jsonl", "a.jsonl line 1: field \"text\": ", "half a surrogate pair");
    write("a.jsonl", "\n");
    refused("a.jsonl", "a.jsonl is empty");
    write("a.txt", "a");
    refused("a.txt#body", "a.txt has no fields, so #body means nothing");
  }

  @Test
  void whatIsBrokenIsRefused() throws IOException {
    byte[] gz = gzip("The cat sat on the mat. ".repeat(100));
    write("a.txt.gz", Arrays.copyOf(gz, gz.length - 12));
    refused("a.txt.gz", "a.txt.gz is no whole .gz file: it ends too early");
    write("a.txt.gz", "no gzip");
    refused("a.txt.gz", "a.txt.gz is no whole .gz file");
    byte[] zst = zstd("The cat sat on the mat. ".repeat(100));
    write("a.txt.zst", Arrays.copyOf(zst, zst.length - 5));
    refused("a.txt.zst", "a.txt.zst is no whole .zst file: it ends too early");
    write("a.txt.zst", "no zstd at all");
    refused("a.txt.zst", "a.txt.zst is no whole .zst file");
    write("b.txt.gz", gzip("größe".getBytes(StandardCharsets.ISO_8859_1)));
    refused("b.txt.gz", "byte 2 of what it packs (0xf6, counted from 0)");
    for (String name : new String[] {"a.parquet", "a.json", "a.tar.gz", "a.bin.gz", "a.txt.xz"}) {
      write(name, "text");
      refused(name, name + " is no file that a corpus is read from; allowed: text (.txt");
    }
  }
}
