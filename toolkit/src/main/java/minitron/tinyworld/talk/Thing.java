package minitron.tinyworld.talk;

import minitron.tinyworld.words.Kind;

/** A thing that is talked of, where it is and whose. */
record Thing(String name, String place, String owner) {
  /** The sentence that states the fact of a kind, {@code PLACE} or {@code POSSESSION}. */
  String fact(Kind kind) {
    return kind.root(0, name, answer(kind));
  }

  /** What is true of it. */
  String answer(Kind kind) {
    return kind == Kind.PLACE ? place : owner;
  }

  /** What asks for it. */
  String question(Kind kind) {
    return (kind == Kind.PLACE ? "Where is the %s?" : "Whose is the %s?").formatted(name);
  }
}
