package minitron.text.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files over which the native library would end the process, or never end. */
final class TokenizerJsonTest {
  private static final Path FILE = Path.of("tokenizer.json");
  private static final String WORDS =
      "\"model\": {\"type\": \"WordLevel\", \"vocab\": {\"a\": 0, \"b\": 1}, \"unk_token\": \"a\"}";

  private static TokenizerJson with(String parts) {
    return TokenizerJson.read(FILE, "{" + parts.replace('\'', '"') + "}");
  }

  private static void refused(String parts, String fragment) {
    String message = Refusal.of(() -> with(parts), fragment);
    assertTrue(message.length() < 600, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "'decoder': {'type': 'Fuse', 'x': 1e999} # too large for a number",
        "'decoder': {'type': 'Fuse' # cut short",
        "'decoder': {'type': 'Strip', 'content': ' ', 'start': 1, 'stop': 1} # stop must be 0",
        "'decoder': {'type': 'Unfuse'} # which is none of",
        "'decoder': {'type': 'Fuse', 'x': 1} # the field \"x\"",
        "'decoder': 7 # no object with a type",
        "'normalizer': {'type': 'Prepend'} # prepend must be a text",
        "'normalizer': {'type': 'Prepend', 'prepend': '\\ud800'} # not valid Unicode",
        "'normalizer': {'type': 'Precompiled', 'precompiled_charsmap': 'AAAA'} # must be a charsmap",
        "'normalizer': {'type': 'Replace', 'pattern': {'Regex': '(a+)+'}, 'content': ''} # repeats",
        "'normalizer': {'type': 'Replace', 'pattern': {'Regex': '^'}, 'content': 'a'} # empty text",
        "'pre_tokenizer': {'type': 'FixedLength', 'length': 0} # from 1 to",
        "'pre_tokenizer': {'type': 'Split', 'pattern': {'Regex': '['}, 'behavior': 'Removed', 'invert': true} # without an end",
        "'added_tokens': [{'id': 2147483647, 'content': 'c'}] # must have an id",
        "'added_tokens': [{'id': -1, 'content': 'c'}] # must have an id",
        "'added_tokens': [{'id': 1, 'content': 'c'}] # as another token has",
        "'added_tokens': [{'id': 5, 'content': 'c'}, {'id': 5, 'content': 'd'}] # as another token has",
        "'added_tokens': {} # is no list",
        "'version': '2.0' # version is not 1.0",
        "'models': {} # it has the part",
        "'version': '1.0', 'version': '1.0' # twice"
      })
  void aPartThatTheLibraryCannotBearIsRefused(String part, String fragment) {
    refused(WORDS.replace("\"", "'") + ", " + part, fragment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "'type': 'BPE', 'vocab': {'a': 0, 'b': 1}, 'merges': [['a', 'b']] # needs the token \"ab\"",
        "'type': 'BPE', 'vocab': {'a': 0}, 'merges': ['a'] # no pair of tokens",
        "'type': 'BPE', 'vocab': {'a': 0} # has no merges",
        "'type': 'BPE', 'vocab': {'a': 0}, 'merges': [], 'dropout': 0.5 # dropout must be 0",
        "'type': 'BPE', 'vocab': {'a': 0, 'ab': 1}, 'merges': [['a', 'ab']], 'continuing_subword_prefix': 'é' # does not begin with the prefix",
        "'type': 'BPE', 'vocab': [], 'merges': [] # no vocab of its kind",
        "'type': 'Unigram', 'vocab': [['a', 0.0]], 'unk_id': 1 # unk_id is 1",
        "'type': 'Unigram', 'vocab': [['a', -1e999]] # too large for a number",
        "'type': 'Unigram', 'vocab': [['a']] # pairs of a token",
        "'type': 'WordLevel', 'vocab': {'a': 2147483647}, 'unk_token': 'a' # has the id 2147483647",
        "'type': 'WordLevel', 'vocab': {'a': -1}, 'unk_token': 'a' # -1",
        "'type': 'WordLevel', 'vocab': {'a': 3, 'b': 3}, 'unk_token': 'a' # the same id 3",
        "'type': 'WordPiece', 'vocab': {}, 'unk_token': 'a', 'continuing_subword_prefix': '', 'max_input_chars_per_word': 100000 # from 0 to 1000"
      })
  void aModelThatTheLibraryCannotBearIsRefused(String model, String fragment) {
    refused("'model': {" + model + "}", fragment);
  }

  @Test
  void theTemplateMustKnowItsTokens() {
    String text = "{'Sequence': {'id': 'A', 'type_id': 0}}";
    String second = "{'Sequence': {'id': 'B', 'type_id': 0}}";
    String mark = "{'SpecialToken': {'id': '<s>', 'type_id': 0}}";
    String known = "{'<s>': {'id': '<s>', 'ids': [1], 'tokens': ['<s>']}}";
    with(WORDS + "," + template(mark + "," + text, known));
    refused(WORDS + "," + template(mark + "," + text, "{}"), "which its special_tokens lack");
    refused(WORDS + "," + template(mark, known), "the sequence A once");
    refused(WORDS + "," + template(text + "," + second, known), "the sequence A once");
    refused(
        WORDS + "," + template(text, known.replace("[1]", "[1, 1]")), "with its ids and tokens");
    String both = template(text, known).replace("'post_processor': ", "");
    refused(
        "%s, 'post_processor': {'type': 'Sequence', 'processors': [%s, %s]}"
            .formatted(WORDS, both, both),
        "more than once");
  }

  private static String template(String single, String tokens) {
    return "'post_processor': {'type': 'TemplateProcessing', 'single': [%s], 'pair': [], 'special_tokens': %s}"
        .formatted(single, tokens);
  }

  /** Each step makes a text ten times longer. */
  @Test
  void aTextCannotBecomeTooLong() {
    String ten = "{'type': 'Replace', 'pattern': {'String': 'a'}, 'content': 'aaaaaaaaaa'}";
    String steps = "%s, 'normalizer': {'type': 'Sequence', 'normalizers': [%s]}";
    with(steps.formatted(WORDS, ten));
    refused(steps.formatted(WORDS, ten + "," + ten), "100 times longer");
  }

  @Test
  void whatTheLibraryIsGivenNeitherCutsNorFills() {
    TokenizerJson json =
        with(WORDS + ", 'truncation': {'max_length': 0}, 'padding': {'pad_token': 'p'}");
    assertEquals(
        "{\"version\":\"1.0\",\"added_tokens\":[],\"model\":{\"type\":\"WordLevel\",\"unk_token\":\"a\",\"vocab\":{\"a\":0,\"b\":1}}}",
        json.text());
    assertEquals("p", json.padToken().orElseThrow());
  }

  /** As the library does: an id that the file gives an added token counts for nothing. */
  @Test
  void anAddedTokenGetsTheNextId() {
    Vocabulary tokens = with(WORDS + ", 'added_tokens': [{'id': 9, 'content': 'c'}]").vocabulary();
    assertEquals(2, tokens.id("c"));
    assertEquals("c", tokens.token(2));
    assertEquals(3, tokens.size());
  }

  /** A root whose children lie outside, a leaf whose text does, and one that leads somewhere. */
  @Test
  void aCharsmapIsWalked() {
    assertEquals(0, Charsmap.growth(charsmap(1, 1 << 30)));
    assertEquals(2, Charsmap.growth(charsmap(256, 0)));
    assertEquals(0, Charsmap.growth(charsmap(256, 9)));
  }

  /** A trie of one path, "a" to a text of two letters or elsewhere, in units of 32 bits. */
  private static String charsmap(int units, int leaf) {
    var bytes = ByteBuffer.allocate(4 + 4 * units + 3).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(4 * units);
    if (units == 1) {
      bytes.putInt(leaf);
    } else {
      bytes.putInt(4 + 4 * 'a', 'a' | 1 << 8 | 2 << 10); // its leaf is at 'a' ^ 2
      bytes.putInt(4 + 4 * ('a' ^ 2), 1 << 31 | leaf);
    }
    bytes.position(4 + 4 * units);
    bytes.put(new byte[] {'b', 'b', 0});
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
