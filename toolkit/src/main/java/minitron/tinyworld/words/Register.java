package minitron.tinyworld.words;

import java.util.Locale;

/** A style of the stories: which nouns are frequent and which wordings are usual. */
public enum Register {
  /** The style that the teacher is trained on: mostly the usual wordings. */
  ORIGINAL(0.15),
  /** A style for distillation: mostly the other wordings, and rare nouns are frequent. */
  SHIFTED(0.75);

  /** The share of the other wordings. */
  public final double other;

  Register(double other) {
    this.other = other;
  }

  /**
   * The register with a name.
   *
   * @throws IllegalArgumentException for any but {@code original} and {@code shifted}
   */
  public static Register of(String name) {
    for (Register register : values()) {
      if (register.toString().equals(name)) {
        return register;
      }
    }
    throw new IllegalArgumentException(
        "TinyWorld has no register \"" + name + "\"; it has original and shifted.");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
