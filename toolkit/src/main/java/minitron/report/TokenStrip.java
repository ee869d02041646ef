package minitron.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The tokens of a text. A token that counts has its log-probability below it; the less probable it
 * is, the darker its background.
 *
 * @param heading shown before them; may be empty
 * @param tokens in the order of the text
 */
public record TokenStrip(String heading, List<Token> tokens) implements HtmlView {
  private static final String CHIP =
      "<span style=\"display:inline-block;vertical-align:top;margin:1px;padding:0 3px;"
          + "border-radius:3px;background:%s;color:#262626;text-align:center\"><code"
          + " style=\"background:none;color:inherit\">%s</code>%s</span>";
  private static final List<String> GREYS = List.of("#f0f0f0", "#e6e6e6");

  /**
   * One token.
   *
   * @param text its text, with spaces
   * @param logProbability in nats; NaN where it does not count
   */
  public record Token(String text, double logProbability) {
    boolean counts() {
      return !Double.isNaN(logProbability);
    }

    String visible() {
      return text.replace(' ', '·').replace("\n", "⏎");
    }

    String number() {
      // Zero has no sign.
      String number = counts() ? Numbers.fixed(logProbability, 2) : "";
      return number.equals("-0.00") ? "0.00" : number.replace('-', '−');
    }
  }

  /** Keeps the tokens as they are now. */
  public TokenStrip {
    tokens = List.copyOf(tokens);
  }

  @Override
  public String html() {
    var html = new StringBuilder("<div style=\"max-width:60em;margin:2px 0\">");
    if (!heading.isEmpty()) {
      html.append("<b>").append(Html.escape(heading)).append("</b> ");
    }
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String ground = token.counts() ? ground(token.logProbability) : GREYS.get(i % 2);
      String below = token.counts() ? "<br><small>" + token.number() + "</small>" : "";
      html.append(CHIP.formatted(ground, Html.escape(token.visible()), below));
    }
    return html.append("</div>").toString();
  }

  /** From almost white for a probable token to orange for an improbable one. */
  private static String ground(double logProbability) {
    double doubt = 1 - Math.exp(logProbability);
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(251 - 8 * doubt),
        Math.round(248 - 78 * doubt),
        Math.round(238 - 148 * doubt));
  }

  /** The tokens, and below them the log-probabilities of those that count. */
  @Override
  public String toString() {
    List<LabelledWords.Word> words =
        tokens.stream()
            .map(token -> new LabelledWords.Word(token.visible(), token.number()))
            .toList();
    String lines =
        new LabelledWords(words)
            .toString()
            .lines()
            .filter(s -> !s.isBlank())
            .collect(Collectors.joining("\n"));
    return heading.isEmpty() ? lines : heading + "\n" + lines;
  }
}
