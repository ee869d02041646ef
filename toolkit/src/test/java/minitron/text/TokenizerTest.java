package minitron.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import minitron.Refusal;
import minitron.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenizerTest {
  @TempDir Path folder;

  /** What transformers made of a text. */
  private record Row(String text, List<Integer> ids, List<Integer> plain, String decoded) {}

  private record Golden(int size, Integer bos, Integer eos, List<Row> rows) {}

  @ParameterizedTest
  @ValueSource(strings = {"byte-level", "metaspace"})
  void idsAndTextsAreThoseOfTransformers(String name) throws IOException {
    Path home = TestTokenizers.folder(name);
    Golden golden =
        new Gson().fromJson(Files.readString(home.resolve("golden.json")), Golden.class);
    Tokenizer tokenizer = Tokenizer.of(home);
    assertEquals(golden.size, tokenizer.size());
    assertEquals(optional(golden.bos), tokenizer.bos());
    assertEquals(optional(golden.eos), tokenizer.eos());
    for (Row row : golden.rows) {
      assertArrayEquals(ints(row.ids), tokenizer.encode(row.text), row.text);
      assertArrayEquals(ints(row.plain), tokenizer.encodePlain(row.text), row.text);
      assertEquals(row.decoded, tokenizer.decode(ints(row.ids)));
    }
  }

  @Test
  void theBosRuleIsTheTokenizersOwn() {
    Tokenizer adds = Tokenizer.of(TestTokenizers.folder("metaspace"));
    Tokenizer without = Tokenizer.of(TestTokenizers.folder("byte-level"));
    assertEquals("BOS <s> (1) is added once by the tokenizer", adds.bosRule());
    assertEquals("no BOS: the tokenizer has none", without.bosRule());
  }

  @Test
  void aTextThatBeginsWithBosHasItOnce() {
    Tokenizer tokenizer = Tokenizer.of(TestTokenizers.folder("metaspace"));
    assertArrayEquals(tokenizer.encode("cat"), tokenizer.encodeOnce("cat"));
    assertArrayEquals(tokenizer.encodePlain("<s>cat"), tokenizer.encodeOnce("<s>cat"));
    assertEquals(1, tokenizer.encodeOnce("<s>cat")[0]);
    assertEquals(tokenizer.encode("<s>cat").length - 1, tokenizer.encodeOnce("<s>cat").length);
  }

  @Test
  void halfACharacterIsRefused() {
    Tokenizer tokenizer = Tokenizer.of(TestTokenizers.folder("byte-level"));
    for (String text : List.of("ab\ud83d", "ab\ude00", "ab\ud83dx")) {
      Refusal.of(() -> tokenizer.encode(text), "at character 2 of");
    }
  }

  @Test
  void foldersWithoutAValidTokenizerAreRefused() throws IOException {
    assertRefused("has no tokenizer.json");
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":");
    assertRefused("no valid tokenizer.json");
    Path good = TestTokenizers.folder("metaspace").resolve("tokenizer.json");
    Files.writeString(folder.resolve("tokenizer.json"), Files.readString(good));
    Files.writeString(folder.resolve("tokenizer_config.json"), "[");
    assertRefused("tokenizer_config.json is no valid JSON object");
  }

  @Test
  void filesThatAreNoTextAreRefused() throws IOException {
    Files.createFile(folder.resolve("tokenizer.json"));
    assertRefused("no valid tokenizer.json");
    Files.write(folder.resolve("tokenizer.json"), new byte[] {'{', (byte) 0xff, '}'});
    assertRefused("is not UTF-8: byte 1");
    Files.delete(folder.resolve("tokenizer.json"));
    Files.createDirectory(folder.resolve("tokenizer.json"));
    assertRefused("has no tokenizer.json");
  }

  @Test
  void aTokenBeyondTheModelsRowsIsRefusedWhereItOccurs() {
    Tokenizer all = Tokenizer.of(TestTokenizers.folder("byte-level"));
    int[] ids = all.encode("The cat sat.");
    int largest = Arrays.stream(ids).max().orElseThrow();
    assertArrayEquals(ids, all.within(largest + 1).encode("The cat sat."));
    Tokenizer fewer = all.within(largest);
    assertEquals("a", fewer.decode(fewer.encode("a")));
    Refusal.of(
        () -> fewer.encode("The cat sat."), "with the id " + largest, "have " + largest + " rows");
  }

  @Test
  void aTokenThatItsNormalizerLeavesNothingOfIsRefused() throws IOException {
    Path good = TestTokenizers.folder("metaspace").resolve("tokenizer.json");
    JsonObject tokenizer = JsonParser.parseString(Files.readString(good)).getAsJsonObject();
    tokenizer.add("normalizer", JsonParser.parseString("{\"type\": \"StripAccents\"}"));
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer.toString());
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"added_tokens_decoder\": {\"400\": {\"content\": \"\u0301\", \"normalized\": true}}}");
    assertRefused("leaves nothing of the added token");
  }

  @Test
  void olderFoldersNameTheirTokensInAMap() throws IOException {
    Path good = TestTokenizers.folder("metaspace").resolve("tokenizer.json");
    Files.writeString(folder.resolve("tokenizer.json"), Files.readString(good));
    Files.writeString(
        folder.resolve("special_tokens_map.json"),
        "{\"bos_token\":{\"content\":\"<s>\",\"lstrip\":false},\"eos_token\":null}");
    Tokenizer tokenizer = Tokenizer.of(folder);
    assertEquals(OptionalInt.of(1), tokenizer.bos());
    assertEquals(OptionalInt.empty(), tokenizer.eos());
  }

  @Test
  void aTextEndsWhereTheModelsFolderSays() throws IOException {
    Path good = TestTokenizers.folder("metaspace");
    for (String file : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
      Files.writeString(folder.resolve(file), Files.readString(good.resolve(file)));
    }
    assertEquals(Set.of(2), ends());
    Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\": [7, 2]}");
    assertEquals(Set.of(2, 7), ends());
    // As in transformers, this file speaks alone where it is there.
    Path generation = folder.resolve("generation_config.json");
    Files.writeString(generation, "{\"eos_token_id\": [128, 129, 9]}");
    assertEquals(Set.of(2, 128, 129, 9), ends());
    Files.writeString(generation, "{\"eos_token_id\": 5}");
    assertEquals(Set.of(2, 5), ends());
    Files.writeString(generation, "{}");
    assertEquals(Set.of(2), ends());
    Files.writeString(generation, "{\"eos_token_id\": {\"a\": 1}}");
    assertRefused("eos_token_id has {");
    Files.writeString(generation, "{\"eos_token_id\": [\"</s>\"]}");
    assertRefused("a token's number and a list of them");
  }

  private Set<Integer> ends() {
    Tokenizer tokenizer = Tokenizer.of(folder);
    return tokenizer.ends();
  }

  /** The ids that transformers gave for the same file, by their hash. */
  @Test
  void aWholeBookIsNotCut() throws IOException {
    Path shared = Shared.require();
    String text = Files.readString(shared.resolve("datasets/corpora/wikitext2-valid.txt"));
    Tokenizer llama = Tokenizer.of(shared.resolve("models/stories260K"));
    Tokenizer gpt = Tokenizer.of(shared.resolve("tokenizers/smollm2"));
    int[] ids = llama.encode(text);
    assertEquals(681807, ids.length);
    assertEquals(
        "9401145df9bf0646dffa0f95555752899d039610478fcf806fb336d978ac9251",
        TestTokenizers.sha256(ids));
    assertEquals(49152, gpt.size());
    assertEquals("no BOS: the tokenizer does not add its <|im_start|> (1)", gpt.bosRule());
    assertEquals(
        "423af92220df90f7948f19b45970a3df892d9c1f3780276e11b0755c00916330",
        TestTokenizers.sha256(gpt.encode(text)));
  }

  private void assertRefused(String fragment) {
    Refusal.of(() -> Tokenizer.of(folder), fragment, folder.toString());
  }

  private static OptionalInt optional(Integer id) {
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  private static int[] ints(List<Integer> ids) {
    return ids.stream().mapToInt(id -> id).toArray();
  }
}
