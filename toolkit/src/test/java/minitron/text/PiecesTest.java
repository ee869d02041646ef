package minitron.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.Ints;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import minitron.Shared;
import minitron.text.tokenizer.Seams;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The ids of a text's pieces, in a row, are those of the whole text. */
class PiecesTest {
  @Provide
  Arbitrary<String> tokenizers() {
    return Arbitraries.of(
        "byte-level",
        "metaspace",
        "llama",
        "nemo",
        "digits",
        "prefix",
        "added",
        "first",
        "unsplit");
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of(
            "the",
            "cat",
            " ",
            " ",
            " ",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "12",
            "2026",
            "a",
            "it's",
            "I'LL",
            ".",
            ",",
            "/",
            "…",
            "über",
            "e\u0301",
            "\u0301",
            "文字",
            "。",
            "、",
            "한국",
            "😀",
            "👨‍👩‍👧",
            "▁",
            "▁▁",
            "<s>",
            "<unk>",
            "<|end|>",
            "<|pad|>",
            "dog",
            "mat",
            "on",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "ﬁ",
            "Ⅳ",
            "ª",
            "_",
            "-",
            "\u0000",
            "aaaaaaaa");
    Arbitrary<String> nasty = words.list().ofMaxSize(150).map(list -> String.join("", list));
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(300).map(PiecesTest::valid);
    return Arbitraries.frequencyOf(Tuple.of(4, nasty), Tuple.of(1, any));
  }

  private static String valid(String text) {
    return text.codePoints()
        .filter(point -> Character.getType(point) != Character.SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Property
  void piecesHaveTheIdsOfTheWhole(
      @ForAll("tokenizers") String name,
      @ForAll("texts") String text,
      @ForAll @IntRange(min = 1, max = 60) int size,
      @ForAll @IntRange(min = 1, max = 90) int chunk) {
    check(CutTokenizers.of(name), text, size, chunk);
  }

  /** The rule needs no trial: it is right at every place that it names. */
  @Property
  void everySeamHoldsByItself(@ForAll("tokenizers") String name, @ForAll("texts") String text) {
    Tokenizer tokenizer = CutTokenizers.of(name);
    Seams seams = tokenizer.seams().orElseThrow();
    int[] whole = tokenizer.encodePlain(text);
    int at = seams.first(text, 1, text.length());
    for (int tried = 0; at >= 0 && tried < 5; tried++) {
      int[] left = tokenizer.encodePlain(text.substring(0, at));
      int[] right = tokenizer.encodePlain(text.substring(at + seams.skip()));
      assertArrayEquals(whole, Ints.concat(left, right));
      at = seams.first(text, at + 1 + text.length() / 7, text.length());
    }
  }

  @Property
  void theFirstIdsAreThoseOfTheWhole(
      @ForAll("tokenizers") String name,
      @ForAll("texts") String text,
      @ForAll @IntRange(min = 1, max = 60) int most) {
    Tokenizer tokenizer = CutTokenizers.of(name);
    int[] first = Arrays.stream(tokenizer.encodePlain(text)).limit(most).toArray();
    assertArrayEquals(first, tokenizer.encodePlain(text, most));
  }

  @Property(tries = 300)
  void andSoWithRealTokenizers(
      @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 60) int size) {
    for (Tokenizer real : CutTokenizers.real()) {
      check(real, text, size, 64);
    }
  }

  @Test
  void aBookIsCutAndIsTheSame() throws IOException {
    Path book = Shared.require().resolve("datasets/corpora/gutenberg/carroll-alice.txt");
    String text = Files.readString(book);
    for (Tokenizer real : CutTokenizers.real()) {
      assertTrue(check(real, text, 1000, 1 << 16) > 100);
    }
  }

  @Test
  void proseIsCutByEveryTokenizerWithSeams() {
    String text = "The cat sat on the mat, and it saw 3 dogs. ".repeat(20);
    for (String name :
        List.of(
            "byte-level", "metaspace", "llama", "nemo", "digits", "prefix", "first", "unsplit")) {
      assertTrue(check(CutTokenizers.of(name), text, 50, 100) > 10, name);
    }
  }

  @Test
  void whatIsNotKnownIsNotCut() {
    String text = "The cat sat on the mat. ".repeat(20);
    assertEquals(1, check(CutTokenizers.split(CutTokenizers.LLAMA + "|\\s+$"), text, 50, 100));
    assertEquals(1, check(CutTokenizers.split("\\w+|\\W+"), text, 50, 100));
    Consumer<JsonObject> joins =
        json -> json.getAsJsonObject("model").getAsJsonObject("vocab").addProperty("e▁c", 320);
    assertEquals(1, check(TestTokenizers.edited("metaspace", joins), text, 50, 100));
    assertEquals(1, check(CutTokenizers.of("byte-level"), "abc".repeat(200), 50, 100));
  }

  /** Checks the ids; gives the number of pieces. */
  private static int check(Tokenizer tokenizer, String text, int size, int chunk) {
    var ids = new PieceIds(tokenizer);
    List<Piece> pieces = new ArrayList<>();
    var cutter = new Cutter("a test", ids, size, pieces::add);
    for (int from = 0; from < text.length(); from += chunk) {
      cutter.text().append(text, from, Math.min(text.length(), from + chunk));
      cutter.cut();
    }
    cutter.end();
    int[] all = Ints.concat(pieces.stream().map(ids::of).toArray(int[][]::new));
    assertArrayEquals(text.isEmpty() ? new int[0] : tokenizer.encode(text), all);
    return pieces.size();
  }
}
