package minitron.text.tokenizer;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the {@link Seams} of a tokenizer from its parts. They are known for three kinds:
 *
 * <ul>
 *   <li>A pre-tokenizer splits by {@link KnownPatterns}. A match that takes a letter or digit ends
 *       before the mark. What is matched after that depends on nothing before it, and what is
 *       matched before it on nothing behind the letter.
 *   <li>Metaspace splits before each space, and puts none before a piece that begins with one.
 *   <li>BPE merges the whole text, with another character for the space, and no token has that
 *       character behind any but itself: so no merge reaches over a seam, and those on its two
 *       sides know nothing of each other. Where the normalizer puts a space before every piece, the
 *       one at the seam is left out.
 * </ul>
 *
 * <p>The Unicode forms leave ASCII as it is and do not reach over a space.
 */
final class SeamRules {
  private static final Set<String> FORMS = Set.of("NFC", "NFD", "NFKC", "NFKD");

  /** Marks that end a match after a letter in every known pattern. */
  private static final String ALL_MARKS = " \n\u3001\u3002\uff0c\uff01\uff1f";

  private final List<JsonObject> normalizers;
  private final List<JsonObject> splitters;
  private final TokenizerModel model;
  private final Vocabulary vocabulary;

  private SeamRules(JsonObject parts, TokenizerModel model, Vocabulary vocabulary) {
    this.normalizers = steps(parts.get("normalizer"), "normalizers");
    this.splitters = steps(parts.get("pre_tokenizer"), "pretokenizers");
    this.model = model;
    this.vocabulary = vocabulary;
  }

  /** The seams of a tokenizer whose parts were checked; empty if no place is known to be safe. */
  static Optional<Seams> of(JsonObject parts, TokenizerModel model, Vocabulary vocabulary) {
    var rules = new SeamRules(parts, model, vocabulary);
    return rules.tokensAreFoundAsTheyStand() ? rules.seams() : Optional.empty();
  }

  private static List<JsonObject> steps(JsonElement part, String name) {
    if (part == null || part instanceof JsonNull) {
      return List.of();
    }
    JsonObject step = part.getAsJsonObject();
    return step.has(name)
        ? step.getAsJsonArray(name).asList().stream()
            .flatMap(one -> steps(one, name).stream())
            .toList()
        : List.of(step);
  }

  /** A token that is looked for in the normalized text must at least begin and end as it stands. */
  private boolean tokensAreFoundAsTheyStand() {
    return normalizers.isEmpty()
        || vocabulary.added().stream()
            .filter(token -> token.normalized() && !token.content().isEmpty())
            .map(AddedToken::content)
            .allMatch(text -> isSign(text.charAt(0)) && isSign(text.charAt(text.length() - 1)));
  }

  private static boolean isSign(char c) {
    return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }

  private Optional<Seams> seams() {
    boolean forms = normalizers.stream().allMatch(step -> FORMS.contains(type(step)));
    boolean ascii = forms && !normalizers.isEmpty();
    if (forms && splitsByPattern()) {
      boolean prefix = splitters.stream().anyMatch(step -> isSet(step, "add_prefix_space", false));
      return Optional.of(seams(prefix ? " " : ascii ? " \n" : ALL_MARKS, ascii, 0));
    }
    if (forms && splitters.size() == 1 && type(splitters.get(0)).equals("Metaspace")) {
      JsonObject metaspace = splitters.get(0);
      boolean holds =
          isSet(metaspace, "split", true) || mergesWithin(text(metaspace, "replacement"));
      return holds ? Optional.of(seams(" ", ascii, 0)) : Optional.empty();
    }
    return splitters.isEmpty() ? merged() : Optional.empty();
  }

  /** Whether a pattern splits what no earlier step has changed. */
  private boolean splitsByPattern() {
    boolean changed =
        splitters.stream()
            .limit(Math.max(0, splitters.size() - 1))
            .anyMatch(step -> type(step).equals("ByteLevel"));
    return !changed
        && splitters.stream().allMatch(SeamRules::isKnown)
        && splitters.stream().anyMatch(SeamRules::isSplitter);
  }

  private static boolean isKnown(JsonObject step) {
    return switch (type(step)) {
      case "ByteLevel", "Digits" -> true;
      case "Split" -> isWhole(step) && KnownPatterns.has(regex(step));
      default -> false;
    };
  }

  private static boolean isSplitter(JsonObject step) {
    return switch (type(step)) {
      case "ByteLevel" -> isSet(step, "use_regex", true);
      case "Split" -> KnownPatterns.splits(regex(step));
      default -> false;
    };
  }

  /** Whether a Split makes a piece of each match. */
  private static boolean isWhole(JsonObject split) {
    return text(split, "behavior").equals("Isolated") && !isSet(split, "invert", false);
  }

  private static String regex(JsonObject split) {
    JsonObject pattern = split.getAsJsonObject("pattern");
    return pattern.has("Regex") ? pattern.get("Regex").getAsString() : "";
  }

  /** For a normalizer that writes another character for each space, and may put one first. */
  private Optional<Seams> merged() {
    List<JsonObject> rest =
        normalizers.stream().filter(step -> !type(step).equals("Prepend")).toList();
    if (rest.size() != 1 || !isSpace(rest.get(0)) || normalizers.size() > 2) {
      return Optional.empty();
    }
    String space = text(rest.get(0), "content");
    Stream<JsonObject> prepend = normalizers.stream().filter(step -> step.has("prepend"));
    boolean same = prepend.allMatch(step -> text(step, "prepend").equals(space));
    return same && mergesWithin(space)
        ? Optional.of(seams(" ", false, normalizers.size() - 1))
        : Optional.empty();
  }

  private static boolean isSpace(JsonObject step) {
    return type(step).equals("Replace")
        && text(step.getAsJsonObject("pattern").get("String")).equals(" ");
  }

  /**
   * Whether the model is BPE that merges by its merges alone, whatever a text's length, and no
   * token has this character behind any but itself.
   */
  private boolean mergesWithin(String space) {
    return text(model.setting("type")).equals("BPE")
        && text(model.setting("continuing_subword_prefix")).isEmpty()
        && text(model.setting("end_of_word_suffix")).isEmpty()
        && !text(model.setting("ignore_merges")).equals("true")
        && space.length() == 1
        && vocabulary.modelHas(space)
        && vocabulary.model().keySet().stream().noneMatch(token -> isInside(space, token));
  }

  private static boolean isInside(String space, String token) {
    int from = 0;
    while (token.startsWith(space, from)) {
      from++;
    }
    return token.indexOf(space, from) >= 0;
  }

  private Seams seams(String marks, boolean ascii, int skip) {
    return new Seams(
        marks, ascii, skip, vocabulary.added().stream().map(AddedToken::content).toList());
  }

  private static String type(JsonObject step) {
    return text(step, "type");
  }

  private static String text(JsonObject step, String name) {
    return text(step.get(name));
  }

  private static String text(JsonElement value) {
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }

  private static boolean isSet(JsonObject step, String name, boolean otherwise) {
    String value = text(step, name);
    return value.isEmpty() ? otherwise : value.equals("true");
  }
}
