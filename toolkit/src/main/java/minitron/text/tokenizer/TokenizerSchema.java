package minitron.text.tokenizer;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parts of a tokenizer.json that the native tokenizers library (0.21) knows, each with its
 * fields and their types. The library ends the process, or works for ever, on some of what it does
 * not expect: so it is only given what stands here.
 *
 * <p>A line is a type and its fields, {@code name:kind}; a kind that ends in a question mark may be
 * missing or null. {@link TokenizerPart} says what the kinds are.
 */
final class TokenizerSchema {
  private static final String BYTE_LEVEL =
      "ByteLevel add_prefix_space:flag trim_offsets:flag use_regex:flag?";
  private static final String METASPACE =
      "Metaspace replacement:character add_prefix_space:flag? prepend_scheme:scheme? split:flag?"
          + " str_rep:text?";

  static final Map<String, String> NORMALIZERS =
      table(
          "BertNormalizer clean_text:flag handle_chinese_chars:flag strip_accents:flag?"
              + " lowercase:flag",
          "Strip strip_left:flag strip_right:flag",
          "StripAccents",
          "NFC",
          "NFD",
          "NFKC",
          "NFKD",
          "Lowercase",
          "Nmt",
          "ByteLevel",
          "Precompiled precompiled_charsmap:charsmap",
          "Replace pattern:pattern content:text",
          "Prepend prepend:text",
          "Sequence normalizers:steps");

  static final Map<String, String> PRE_TOKENIZERS =
      table(
          BYTE_LEVEL,
          METASPACE,
          "BertPreTokenizer",
          "Whitespace",
          "WhitespaceSplit",
          "UnicodeScripts",
          "CharDelimiterSplit delimiter:character",
          "Split pattern:pattern behavior:behavior invert:flag",
          "Punctuation behavior:behavior?",
          "Digits individual_digits:flag",
          "FixedLength length:positive?",
          "Sequence pretokenizers:steps");

  static final Map<String, String> POST_PROCESSORS =
      table(
          BYTE_LEVEL,
          "BertProcessing sep:marked cls:marked",
          "RobertaProcessing sep:marked cls:marked trim_offsets:flag add_prefix_space:flag",
          "TemplateProcessing single:pieces pair:pieces special_tokens:specials",
          "Sequence processors:steps");

  static final Map<String, String> DECODERS =
      table(
          BYTE_LEVEL,
          METASPACE,
          "BPEDecoder suffix:text",
          "WordPiece prefix:text cleanup:flag",
          "CTC pad_token:text word_delimiter_token:text cleanup:flag",
          "Replace pattern:pattern content:text",
          "Fuse",
          // Its stop cuts past the start of a short token, which ends the process.
          "Strip content:character start:count stop:zero",
          "ByteFallback",
          "Sequence decoders:steps");

  static final Map<String, String> MODELS =
      table(
          "BPE dropout:zero? unk_token:text? continuing_subword_prefix:text?"
              + " end_of_word_suffix:text? fuse_unk:flag? byte_fallback:flag? ignore_merges:flag?",
          "WordPiece unk_token:text continuing_subword_prefix:text"
              + " max_input_chars_per_word:letters",
          "WordLevel unk_token:text",
          "Unigram unk_id:count? byte_fallback:flag?");

  private TokenizerSchema() {}

  private static Map<String, String> table(String... lines) {
    return Arrays.stream(lines)
        .collect(Collectors.toMap(line -> line.split(" ", 2)[0], line -> line));
  }
}
