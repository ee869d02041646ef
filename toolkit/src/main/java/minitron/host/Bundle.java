package minitron.host;

import java.util.Map;

/**
 * Something to show, in all MIME types that a host may choose from.
 *
 * @param data by MIME type: text, or a picture in base 64; {@code text/plain} is always there
 * @param metadata by MIME type, e.g. the size of a picture
 */
public record Bundle(Map<String, Object> data, Map<String, Object> metadata) {
  /** MIME types. */
  public static final String TEXT = "text/plain";

  public static final String HTML = "text/html";
  public static final String PNG = "image/png";

  /** HTML, and plain text where that is not shown. */
  static Bundle html(String text, String html) {
    return new Bundle(Map.of(TEXT, text, HTML, html), Map.of());
  }

  /** Its plain text. */
  public String text() {
    return String.valueOf(data.get(TEXT));
  }
}
