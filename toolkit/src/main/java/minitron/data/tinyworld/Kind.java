package minitron.data.tinyworld;

import java.util.Locale;

/**
 * What a story is about, with its sentences: {@code root} states a fact outright, {@code link}
 * hands it on from one thing to another, {@code tell} says what follows. Each has a plain wording
 * and another one.
 */
enum Kind {
  /** Which of two is too big for the other? */
  SIZE(
      "conceptual_physics",
      "Sizes",
      new Wording("The %s did not fit into the %s.", "The %s would not go into the %s."),
      new Wording("The %s is as big as the %s.", "The %s has the size of the %s."),
      new Wording("The %s was too %s.", "Then the %s is too %s.")),
  /** Whose is a thing that lies in another? */
  POSSESSION(
      "jurisprudence",
      "Owners",
      new Wording("The %s belongs to %s.", "The %s is owned by %s."),
      new Wording("The %s is in the %s.", "The %s lies inside the %s."),
      new Wording("The %s went home with %s.", "They gave the %s back to %s.")),
  /** Where is a thing that lies in another? */
  PLACE(
      "high_school_geography",
      "Places",
      new Wording("The %s is in the %s.", "The %s stands in the %s."),
      new Wording("The %s is in the %s.", "The %s lies inside the %s."),
      new Wording("The %s was found in the %s.", "They saw the %s in the %s.")),
  /** Who has more? */
  COUNT(
      "elementary_mathematics",
      "Numbers",
      new Wording("%s has %s.", "There are %2$s for %1$s."),
      new Wording("%s has as many as %s.", "%s got the same number as %s."),
      new Wording("%s had %s.", "Then %s had %s."));

  /** A sentence for two nouns, said in two ways. */
  private record Wording(String plain, String other) {
    String of(int wording) {
      return wording == 0 ? plain : other;
    }
  }

  private final String subject;
  private final String label;
  private final Wording root;
  private final Wording link;
  private final Wording tell;

  Kind(String subject, String label, Wording root, Wording link, Wording tell) {
    this.subject = subject;
    this.label = label;
    this.root = root;
    this.link = link;
    this.tell = tell;
  }

  /** MMLU's subject for questions of this kind. */
  String subject() {
    return subject;
  }

  /** What a scene of this kind is headed with. */
  String label() {
    return label;
  }

  /** A fact stated outright. */
  String root(int wording, String subject, String object) {
    return root.of(wording).formatted(subject, object);
  }

  /** A fact that hands on what holds for the object. */
  String link(int wording, String subject, String object) {
    return link.of(wording).formatted(subject, object);
  }

  /** What follows for a subject. */
  String tell(int wording, String subject, String answer) {
    return tell.of(wording).formatted(subject, answer);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
