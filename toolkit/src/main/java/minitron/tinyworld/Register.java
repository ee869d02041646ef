package minitron.tinyworld;

import java.util.Locale;

/** A manner of telling the same world: which nouns are frequent and which wordings are usual. */
public enum Register {
  /** What the teacher is trained on: plain wordings, for the most part. */
  ORIGINAL(0.15),
  /** What a student may be distilled on: the other wordings, and rare nouns frequent. */
  SHIFTED(0.75);

  private final double other;

  Register(double other) {
    this.other = other;
  }

  /** How often the other wording is taken. */
  double other() {
    return other;
  }

  /**
   * The register of a name.
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
