package minitron.eval.bfcl;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The calls that a model's text makes.
 *
 * @param value what was read: a list of dicts, each of a name and its arguments, if the text is
 *     well formed; null or a dict where it makes no call; null too where it cannot be read
 * @param error why it cannot be read; empty if it can
 */
public record Decoded(Object value, String error) {
  private static final Pattern AROUND = Pattern.compile("^[`\\n ]+|[`\\n ]+$");

  /** Reads a text. */
  public static Decoded of(String text, Language language) {
    String inside = AROUND.matcher(text).replaceAll("");
    String opened = inside.startsWith("[") ? inside : "[" + inside;
    String list = opened.endsWith("]") ? opened : opened + "]";
    try {
      return new Decoded(language.calls(list), "");
    } catch (RuntimeException | StackOverflowError e) {
      return new Decoded(null, String.valueOf(e.getMessage()));
    }
  }

  /** Whether the text can be read, whatever it is. */
  public boolean readable() {
    return error.isEmpty();
  }

  /** Whether it is a list of calls; it may be empty. */
  public boolean isCalls() {
    return readable()
        && value instanceof List<?> list
        && list.stream()
            .allMatch(
                item ->
                    item instanceof Map<?, ?> call
                        && call.size() == 1
                        && call.values().iterator().next() instanceof Map);
  }

  /** The calls; none where it is no list of calls. */
  public List<?> calls() {
    return isCalls() ? (List<?>) value : List.of();
  }

  /** Whether it makes a call. */
  public boolean makesCall() {
    return !calls().isEmpty();
  }
}
