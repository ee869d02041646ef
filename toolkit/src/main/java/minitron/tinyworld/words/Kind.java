package minitron.tinyworld.words;

import java.util.List;
import java.util.Locale;

/**
 * What a story is about, with its sentences: {@code root} states a fact, {@code link} passes it on
 * from one thing to another, {@code tell} says what follows. Each has its usual wording, and
 * another one after the bar.
 */
public enum Kind {
  /** Which of two is too big for the other? */
  SIZE(
      "conceptual_physics",
      "Sizes",
      "The %s did not fit into the %s. | The %s would not go into the %s.",
      "The %s is like the %s. | The %s is as big as the %s.",
      "The %s was too %s. | Then the %s is too %s."),
  /** Whose is a thing that lies in another? */
  POSSESSION(
      "jurisprudence",
      "Owners",
      "The %s belongs to %s. | The %s is owned by %s.",
      "The %s is in the %s. | The %s lies inside the %s.",
      "The %s went to %s. | They gave the %s to %s."),
  /** Where is a thing that lies in another? */
  PLACE(
      "high_school_geography",
      "Places",
      "The %s is in %s. | The %s stays in %s.",
      "The %s is in the %s. | The %s lies inside the %s.",
      "The %s was in %s. | They saw the %s in %s."),
  /** Which has more dots? */
  COUNT(
      "elementary_mathematics",
      "Dots",
      "The %s has %s. | There are %2$s on the %1$s.",
      "The %s is like the %s. | The %s has as many as the %s.",
      "The %s had %s. | Then the %s had %s.");

  /** All kinds. */
  public static final List<Kind> ALL = List.of(values());

  /** MMLU's subject for questions of this kind. */
  public final String subject;

  /** The heading of a scene of this kind. */
  public final String label;

  private final String root;
  private final String link;
  private final String tell;

  Kind(String subject, String label, String root, String link, String tell) {
    this.subject = subject;
    this.label = label;
    this.root = root;
    this.link = link;
    this.tell = tell;
  }

  /** A stated fact. */
  public String root(int wording, String subject, String object) {
    return said(root, wording, subject, object);
  }

  /** A fact that passes on what is true of the object. */
  public String link(int wording, String subject, String object) {
    return said(link, wording, subject, object);
  }

  /** What follows for a subject. */
  public String tell(int wording, String subject, String answer) {
    return said(tell, wording, subject, answer);
  }

  private static String said(String wordings, int wording, String subject, String object) {
    return wordings.split(" \\| ", -1)[wording].formatted(subject, object);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
