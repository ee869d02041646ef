package minitron.host;

import java.util.Map;

/**
 * One thing to show, in every form that a host may choose from.
 *
 * @param data by MIME type: text as it is, pictures in base 64; always with {@code text/plain}
 * @param metadata by MIME type, for example the size of a picture
 */
public record Bundle(Map<String, Object> data, Map<String, Object> metadata) {
  public static final String TEXT = "text/plain";
  public static final String HTML = "text/html";
  public static final String PNG = "image/png";

  /** Plain text alone. */
  public static Bundle text(String text) {
    return new Bundle(Map.of(TEXT, text), Map.of());
  }

  /** Its plain text. */
  public String text() {
    return String.valueOf(data.get(TEXT));
  }
}
