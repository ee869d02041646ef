package minitron.hub;

import static minitron.io.Messages.cut;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minitron.hub.Listing.Entry;

/** Which files of a model are fetched. */
final class Selection {
  /** What a model needs: weights, configuration, tokenizer, chat templates. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "[^/]+\\.(safetensors|json|txt|jinja|tiktoken|model(\\.v\\d+)?)"
              + "|additional_chat_templates/[^/]+\\.jinja");

  private static final Pattern WEIGHTS = Pattern.compile(".*\\.safetensors");

  /** The same weights again, in Mistral's own layout or in another type. */
  private static final Pattern AGAIN =
      Pattern.compile("consolidated.*\\.safetensors|model\\..+\\.safetensors");

  private static final Pattern OTHER_WEIGHTS =
      Pattern.compile(".*\\.(bin|pth?|gguf|h5|msgpack|onnx|ckpt|nemo|npz)");

  private static final int SHOWN = 3;

  private Selection() {}

  /**
   * The files that match, or without patterns those that a model needs.
   *
   * @throws IllegalArgumentException if there are none, or no safetensors among what is needed
   */
  static List<Entry> of(String model, Listing listing, List<String> include) {
    return include.isEmpty() ? needed(model, listing) : matching(model, listing, include);
  }

  private static List<Entry> matching(String model, Listing listing, List<String> include) {
    List<Entry> found =
        listing.entries().stream().filter(file -> Glob.any(include, file.path())).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "No file of %s matches %s; it has %s."
              .formatted(
                  model, String.join(" or ", include), some(listing, Pattern.compile(".*"))));
    }
    return found;
  }

  private static List<Entry> needed(String model, Listing listing) {
    List<Entry> all = having(NEEDED, listing.entries().stream());
    List<Entry> weights = having(WEIGHTS, all.stream());
    if (weights.isEmpty()) {
      throw new IllegalArgumentException(none(model, listing));
    }
    return having(AGAIN, weights.stream()).size() == weights.size()
        ? all
        : all.stream().filter(file -> !AGAIN.matcher(file.path()).matches()).toList();
  }

  private static String none(String model, Listing listing) {
    String others = some(listing, OTHER_WEIGHTS);
    return others.equals("nothing")
        ? "%s has no safetensors, so there are no weights to fetch; --include names other files."
            .formatted(model)
        : "%s has no safetensors, which alone are read here, but %s: look for the same model with safetensors, or convert it in Python with AutoModelForCausalLM.from_pretrained(\"%s\").save_pretrained(FOLDER)."
            .formatted(model, others, model);
  }

  private static String some(Listing listing, Pattern which) {
    List<String> names =
        having(which, listing.entries().stream()).stream().map(file -> cut(file.path())).toList();
    String more = names.size() > SHOWN ? " and %d more".formatted(names.size() - SHOWN) : "";
    return names.isEmpty()
        ? "nothing"
        : String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + more;
  }

  private static List<Entry> having(Pattern name, Stream<Entry> files) {
    return files.filter(file -> name.matcher(file.path()).matches()).toList();
  }
}
