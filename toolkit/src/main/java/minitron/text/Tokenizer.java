package minitron.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import minitron.tensor.Engines;

/**
 * A Hugging Face tokenizer: the ids of a text, exactly as transformers gives them, whatever the
 * text's length. Whether a BOS token is added is the rule of tokenizer.json alone, as in
 * transformers 5, which drops {@code add_bos_token} of tokenizer_config.json where there is one. It
 * is freed when nobody holds it any more, and many threads may use it at once.
 */
public final class Tokenizer {
  private static final Cleaner CLEANER = Cleaner.create();

  private final HuggingFaceTokenizer tokenizer;
  private final int size;
  private final Optional<Special> bos;
  private final Optional<Special> eos;
  private final Set<Integer> ends;
  private final boolean addsBos;
  private final Path folder;

  private record Special(String text, int id) {}

  private Tokenizer(HuggingFaceTokenizer tokenizer, Path folder) {
    this.tokenizer = tokenizer;
    this.folder = folder;
    TokenizerFiles files = TokenizerFiles.read(folder);
    Vocabulary vocabulary = Vocabulary.read(folder.resolve("tokenizer.json"));
    this.size = vocabulary.size();
    this.bos = files.bos().map(text -> special(text, vocabulary, folder));
    this.eos = files.eos().map(text -> special(text, vocabulary, folder));
    Set<Integer> all = new HashSet<>(files.ends());
    eos.ifPresent(token -> all.add(token.id));
    this.ends = Set.copyOf(all);
    this.addsBos = measureBos();
    CLEANER.register(this, tokenizer::close);
  }

  private static Special special(String text, Vocabulary vocabulary, Path folder) {
    Integer id = vocabulary.id(text);
    if (id == null) {
      throw new IllegalArgumentException(
          "The tokenizer in %s names the special token %s, which its tokenizer.json does not have."
              .formatted(folder, text));
    }
    return new Special(text, id);
  }

  /** Whether {@link #encode} puts the BOS token first; measured, not read from a setting. */
  private boolean measureBos() {
    int[] whole = encode("a");
    int[] plain = encodePlain("a");
    return bos.isPresent()
        && whole.length > plain.length
        && whole[0] == bos.get().id
        && (plain.length == 0 || plain[0] != whole[0]);
  }

  /**
   * Opens the tokenizer of a folder.
   *
   * @param folder with tokenizer.json and, for the BOS and EOS tokens, tokenizer_config.json
   * @throws IllegalArgumentException if the folder has none or a broken one
   */
  public static Tokenizer of(Path folder) {
    Path file = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s has no tokenizer.json; save one with AutoTokenizer.from_pretrained(…).save_pretrained."
              .formatted(folder));
    }
    HuggingFaceTokenizer opened = open(file);
    try {
      return new Tokenizer(opened, folder);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static HuggingFaceTokenizer open(Path file) {
    Engines.quiet();
    // DJL cuts a text at 512 tokens or at the file's own limit unless it is told not to.
    Map<String, String> options =
        Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true");
    try {
      return HuggingFaceTokenizer.newInstance(file, options);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      String wrong = "%s is no valid tokenizer.json (%s); fetch or save it again.";
      throw new IllegalArgumentException(wrong.formatted(file, e.getMessage()), e);
    }
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
   * The ids of a text that has its BOS token once: as lm-evaluation-harness does, a text that
   * begins with the BOS token (the EOS token, if there is no BOS) gets no special tokens.
   */
  public int[] encodeOnce(String text) {
    return ids(text, bos.or(() -> eos).filter(first -> text.startsWith(first.text)).isEmpty());
  }

  /**
   * Fetches ids alone: DJL's own encode also makes a string and a span a token, 600 MB more on ten
   * megabytes of text. The text is not split, as no place is safe for every tokenizer.
   */
  private int[] ids(String text, boolean special) {
    TextFiles.checkSurrogates(text);
    TokenizersLibrary library = TokenizersLibrary.LIB;
    long encoding = library.encode(tokenizer.getHandle(), text, special);
    try {
      return Arrays.stream(library.getTokenIds(encoding)).mapToInt(Math::toIntExact).toArray();
    } finally {
      library.deleteEncoding(encoding);
      Reference.reachabilityFence(this); // it is freed when nobody holds it
    }
  }

  /** The text of ids, without special tokens. */
  public String decode(int[] ids) {
    try {
      return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), true);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The id of the token that begins a text, if the tokenizer has one. */
  public OptionalInt bos() {
    return bos.map(token -> OptionalInt.of(token.id)).orElse(OptionalInt.empty());
  }

  /** The id of the token that ends a text, if the tokenizer has one. */
  public OptionalInt eos() {
    return eos.map(token -> OptionalInt.of(token.id)).orElse(OptionalInt.empty());
  }

  /** The ids that end what a model writes: the tokenizer's own, and those of the model's folder. */
  public Set<Integer> ends() {
    return ends;
  }

  /** The text of the token that ends a text, if the tokenizer has one. */
  public Optional<String> eosText() {
    return eos.map(Special::text);
  }

  /** What happens to the BOS token, in words for a result. */
  public String bosRule() {
    if (bos.isEmpty()) {
      return "no BOS: the tokenizer has none";
    }
    String token = bos.get().text + " (" + bos.get().id + ")";
    return addsBos
        ? "BOS " + token + " is added once by the tokenizer"
        : "no BOS: the tokenizer does not add its " + token;
  }

  /** SHA-256 over the files that it was read from, in lower-case hexadecimal. */
  public String sha256() {
    return TokenizerFiles.sha256(folder);
  }

  /** One past the largest id: what a model's vocabulary must at least have. */
  public int size() {
    return size;
  }
}
