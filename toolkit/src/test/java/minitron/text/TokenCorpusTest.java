package minitron.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import minitron.Refusal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenCorpusTest {
  @TempDir Path folder;

  @Test
  void aFileIsOneDocument() {
    write("a.txt", "\ufeffThe cat sat.\r\n");
    Tokenizer tokenizer = Tokenizer.of(TestTokenizers.folder("metaspace"));
    TokenCorpus corpus = TokenCorpus.read(folder.resolve("a.txt"), tokenizer).length(3);
    assertEquals("a.txt", corpus.name());
    assertEquals(tokenizer.bosRule(), corpus.bosRule());
    int[] ids = tokenizer.encode("The cat sat.\r\n");
    assertEquals(ids.length, corpus.size());
    assertArrayEquals(Arrays.copyOfRange(ids, 3, 6), corpus.train().block(1));
  }

  @Test
  void aFolderIsItsFilesByName() {
    write("b.txt", "on the mat");
    write("a.txt", "The cat");
    write("c.md", "not a text");
    write("aa.txt", "");
    write("ab.txt", "\ufeff");
    Tokenizer tokenizer = Tokenizer.of(TestTokenizers.folder("metaspace"));
    TokenCorpus corpus = TokenCorpus.read(folder, tokenizer).length(2);
    int[] first = tokenizer.encode("The cat");
    int[] second = tokenizer.encode("on the mat");
    assertEquals(first.length + second.length, corpus.size());
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    int[] read =
        IntStream.range(0, corpus.train().count())
            .flatMap(i -> Arrays.stream(corpus.train().block(i)))
            .toArray();
    assertArrayEquals(Arrays.copyOf(all, read.length), read);
  }

  @Test
  void textThatIsNoTextIsRefused() throws IOException {
    assertRefused("a.txt", "There is no text file or folder");
    assertRefused("", "holds no .txt or .jsonl file");
    write("a.txt", "");
    assertRefused("a.txt", "a.txt is empty");
    write("a.txt", "\ufeff");
    write("b.txt", "");
    assertRefused("", folder + " is empty");
    byte[] broken = "größe".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("a.txt"), broken);
    assertRefused("a.txt", "byte 2 (0xf6, counted from 0)");
    Files.write(folder.resolve("a.txt"), new byte[] {'a', 'b', (byte) 0xc3});
    assertRefused("", "byte 2 (0xc3");
  }

  @Test
  void blocksAndSidesFollowTheTokens() {
    TokenCorpus corpus = numbers(23).length(4);
    assertEquals(5, corpus.train().count());
    assertArrayEquals(new int[] {16, 17, 18, 19}, corpus.train().block(4));
    TokenCorpus split = corpus.split(0.6);
    assertEquals(3, split.train().count());
    assertArrayEquals(new int[][] {{12, 13, 14, 15}, {16, 17, 18, 19}}, split.heldOut().atMost(2));
    assertEquals(6, split.length(2).train().count());
  }

  @Test
  void whatTheTokensCannotGiveIsRefused() {
    Refusal.of(() -> numbers(23).train(), "23 tokens, too few for one block of 256");
    Refusal.of(() -> numbers(23).length(1), "2 or more");
    Refusal.of(() -> numbers(23).length(4).heldOut(), "call split(0.95) first");
    for (double fraction : new double[] {0, 0.1, 1, -1, 2, Double.NaN}) {
      Refusal.of(() -> numbers(23).length(4).split(fraction), "leaves a side empty");
    }
    TokenBlocks blocks = numbers(23).length(4).train();
    Refusal.of(() -> blocks.sample(0, 6), "6 blocks of 4 tokens were asked for; allowed: 1 to 5");
    Refusal.of(() -> numbers(23).length(4).calibration(6), "allowed: 1 to 5");
    Refusal.of(() -> blocks.block(5), "allowed: 0 to 4");
    Refusal.of(() -> blocks.batches(0, 0), "allowed: 1 or more");
  }

  @Test
  void theOrderNeverChanges() {
    // Golden values of another implementation: a resumed run must meet the batches of an older one.
    TokenBlocks blocks = numbers(20).length(2).train();
    assertArrayEquals(
        new int[][] {{18, 19}, {10, 11}, {4, 5}, {0, 1}}, blocks.batches(7, 4).apply(3));
    assertArrayEquals(
        new int[][] {{12, 13}, {2, 3}, {14, 15}, {16, 17}}, blocks.batches(7, 4).apply(2));
  }

  @Property
  void everyEpochTakesEachBlockOnce(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 50) int batchSize,
      @ForAll @IntRange(min = -5, max = 5) int seed) {
    TokenBlocks blocks = numbers(2 * count).length(2).train();
    LongFunction<int[][]> batches = blocks.batches(seed, batchSize);
    int[] drawn =
        IntStream.range(0, 3 * count)
            .flatMap(step -> Arrays.stream(batches.apply(step)).mapToInt(b -> b[0]))
            .limit(3L * count)
            .toArray();
    for (int epoch = 0; epoch < 3; epoch++) {
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < count; i++) {
        seen.add(drawn[epoch * count + i]);
      }
      assertEquals(count, seen.size());
    }
  }

  @Test
  void epochsAndSeedsAreShuffledApart() {
    BlockOrder order = new BlockOrder(100, 1);
    assertArrayEquals(order.epoch(0), new BlockOrder(100, 1).epoch(0));
    assertNotEquals(Arrays.toString(order.epoch(0)), Arrays.toString(order.epoch(1)));
    assertNotEquals(
        Arrays.toString(order.epoch(0)), Arrays.toString(new BlockOrder(100, 2).epoch(0)));
    assertNotEquals(
        Arrays.toString(order.epoch(1)), Arrays.toString(new BlockOrder(100, 2).epoch(0)));
  }

  @Test
  void aCorpusIsKnownByTheHashOfItsTokens() {
    // sha256sum of the numbers 0 to 99999 as 32-bit integers, the most significant byte first
    String told = numbers(100_000).length(2).split(0.5).toString();
    assertEquals("numbers (100,000 tokens, SHA-256 5afcc379ec2165aa, 0.5 to train on)", told);
    assertNotEquals(numbers(20).toString(), numbers(21).toString());
  }

  @Test
  void calibrationIsDrawnFromTheTrainingSideInAnOrderOfItsOwn() {
    TokenCorpus corpus = numbers(200).length(2).split(0.5);
    int[][] some = corpus.calibration(10);
    assertArrayEquals(some, Arrays.copyOf(corpus.calibration(20), 10));
    assertTrue(Arrays.stream(some).allMatch(block -> block[0] < 100));
  }

  @Test
  void otherCalibrationGoesOnWhereTheFirstEnds() {
    TokenCorpus corpus = numbers(200).length(2).split(0.5);
    int[][] both = corpus.calibration(50);
    assertArrayEquals(Arrays.copyOfRange(both, 10, 15), corpus.calibration(5, 10));
    assertArrayEquals(corpus.calibration(7), corpus.calibration(7, 0));
    Refusal.of(() -> corpus.calibration(26, 25), "51 blocks of 2 tokens were asked for");
    Refusal.of(() -> corpus.calibration(5, -1), "allowed: 0 or more");
  }

  private static TokenCorpus numbers(int count) {
    return TokenCorpus.of("numbers", "no BOS", IntStream.range(0, count).toArray());
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void assertRefused(String name, String fragment) {
    Tokenizer tokenizer = Tokenizer.of(TestTokenizers.folder("metaspace"));
    Refusal.of(() -> TokenCorpus.read(folder.resolve(name), tokenizer), fragment);
  }
}
