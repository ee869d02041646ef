package minitron.text.jinja;

import java.util.List;

/**
 * What a template makes of its variables.
 *
 * @param text the whole text
 * @param generated the places in it that stand in {@code generation} tags, in order
 */
public record Rendering(String text, List<Span> generated) {
  /**
   * A part of a text.
   *
   * @param from its first character, from 0; characters are Unicode code points
   * @param to one past its last
   */
  public record Span(int from, int to) {}

  /** Keeps the spans as they are now. */
  public Rendering {
    generated = List.copyOf(generated);
  }
}
