package minitron.text;

import static minitron.io.Messages.quote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import minitron.text.chat.EncodedText;
import minitron.text.tokenizer.Seams;
import minitron.text.tokenizer.TokenizerJson;
import minitron.text.tokenizer.Vocabulary;

/**
 * A Hugging Face tokenizer: the ids of a text, exactly as transformers gives them, whatever the
 * text's length. Whether a BOS token is added is the rule of tokenizer.json alone, as in
 * transformers 5, which drops {@code add_bos_token} of tokenizer_config.json where there is one. It
 * is freed when nobody holds it any more, and many threads may use it at once.
 */
public final class Tokenizer {
  /** Of a text, so many characters are read first for each id that is wanted. */
  private static final int CHARACTERS = 4;

  private final Path folder;
  private final NativeTokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final TokenizerFiles files;
  private final Optional<Seams> seams;
  private final String sha256;
  private final int rows;
  private final NamedTokens named;
  private final Set<Integer> ends;
  private final boolean addsBos;

  private Tokenizer(
      Path folder,
      NativeTokenizer tokenizer,
      Vocabulary vocabulary,
      TokenizerFiles files,
      Optional<Seams> seams,
      String sha256,
      int rows) {
    this.folder = folder;
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.files = files;
    this.seams = seams;
    this.sha256 = sha256;
    this.rows = rows;
    this.named = NamedTokens.of(files, vocabulary);
    Set<Integer> all = new HashSet<>(files.ends());
    named.eos().ifPresent(token -> all.add(token.id()));
    this.ends = Set.copyOf(all);
    int[] empty = tokenizer.ids("", true); // measured, not read from a setting
    this.addsBos =
        empty.length > 0 && named.bos().filter(token -> token.id() == empty[0]).isPresent();
  }

  /**
   * Opens the tokenizer of a folder.
   *
   * @param folder with tokenizer.json and, for the tokens that are not in it, the other files
   * @throws IllegalArgumentException if the folder has none or a broken one
   */
  public static Tokenizer of(Path folder) {
    Path file = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s has no tokenizer.json; save one with AutoTokenizer.from_pretrained(…).save_pretrained."
              .formatted(folder));
    }
    String sha256 = TokenizerFiles.sha256(folder); // of what is read now, not of what it becomes
    TokenizerJson json = TokenizerJson.read(file, TextFiles.read(file));
    TokenizerFiles files = TokenizerFiles.read(folder);
    try {
      ConfiguredTokens.of(files.config(), files.older(), json).forEach(json.vocabulary()::add);
      NativeTokenizer.checkNormalized(json);
      return new Tokenizer(
          folder,
          NativeTokenizer.of(json.text()),
          json.vocabulary(),
          files,
          json.seams(),
          sha256,
          Integer.MAX_VALUE);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The tokenizer in %s is broken: %s; fetch or save it again."
              .formatted(folder, e.getMessage().replaceFirst("\\.$", "")),
          e);
    }
  }

  /**
   * The same tokenizer for a model that knows fewer ids: a text that has another is refused.
   *
   * @param knownIds how many rows the model's embeddings have
   */
  public Tokenizer within(int knownIds) {
    return new Tokenizer(folder, tokenizer, vocabulary, files, seams, sha256, knownIds);
  }

  /** The ids of a text with the special tokens that the tokenizer itself adds. */
  public int[] encode(String text) {
    return ids(text, true);
  }

  /** The ids of a text and nothing else. */
  public int[] encodePlain(String text) {
    return ids(text, false);
  }

  /**
   * The first ids of a text and nothing else, as transformers truncates it. Of a long text no more
   * is read than they need, where that is known.
   */
  public int[] encodePlain(String text, int maxLength) {
    String part = seams.map(s -> s.beginning(text, CHARACTERS * maxLength)).orElse(text);
    int[] ids = encodePlain(part);
    if (ids.length < maxLength && part.length() < text.length()) {
      ids = encodePlain(text);
    }
    return Arrays.copyOf(ids, Math.min(maxLength, ids.length));
  }

  /**
   * The ids of a text that has its BOS token once: as lm-evaluation-harness does, a text that
   * begins with the BOS token (the EOS token, if there is no BOS) gets no special tokens.
   */
  public int[] encodeOnce(String text) {
    return ids(text, !named.begin(text));
  }

  private int[] ids(String text, boolean special) {
    int[] ids = tokenizer.ids(text, special);
    Arrays.stream(ids).forEach(this::known);
    return ids;
  }

  /**
   * The id itself.
   *
   * @throws IllegalArgumentException if the model that this tokenizer is for has no such row
   */
  public int known(int id) {
    if (id >= rows) {
      throw new IllegalArgumentException(
          "The text has the token %s with the id %d, but the model's embeddings have %d rows: do without the token, or take the tokenizer that belongs to the model."
              .formatted(quote(vocabulary.token(id)), id, rows));
    }
    return id;
  }

  /** The ids of a text and nothing else, with the characters that each came from. */
  public EncodedText encodePlaced(String text) {
    EncodedText encoded = tokenizer.placed(text);
    Arrays.stream(encoded.ids()).forEach(this::known);
    return encoded;
  }

  /** Where its files are. */
  public Path folder() {
    return folder;
  }

  /** A token as it stands in the vocabulary. */
  public String token(int id) {
    return vocabulary.token(id);
  }

  /** The text of ids, without special tokens. */
  public String decode(int[] ids) {
    return tokenizer.decode(ids);
  }

  /** The id of the token that begins a text, if the tokenizer has one. */
  public OptionalInt bos() {
    return NamedTokens.id(named.bos());
  }

  /** The id of the token that ends a text, if the tokenizer has one. */
  public OptionalInt eos() {
    return NamedTokens.id(named.eos());
  }

  /** The ids that end what a model writes: the tokenizer's own, and those of the model's folder. */
  public Set<Integer> ends() {
    return ends;
  }

  /** The text of the token that begins a text, if the tokenizer has one. */
  public Optional<String> bosText() {
    return named.bos().map(NamedTokens.Special::text);
  }

  /** The text of the token that ends a text, if the tokenizer has one. */
  public Optional<String> eosText() {
    return named.eos().map(NamedTokens.Special::text);
  }

  /** What happens to the BOS token, in words for a result. */
  public String bosRule() {
    return named.bosRule(addsBos);
  }

  /** Where a text may be cut; empty if no place is known to be safe. */
  Optional<Seams> seams() {
    return seams;
  }

  /** SHA-256 over the files that it was read from, in lower-case hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** One past the largest id: what a model's vocabulary must at least have. */
  public int size() {
    return vocabulary.size();
  }
}
