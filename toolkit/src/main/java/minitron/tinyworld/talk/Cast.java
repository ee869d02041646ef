package minitron.tinyworld.talk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import minitron.tinyworld.words.Deck;
import minitron.tinyworld.words.HeldOut;
import minitron.tinyworld.words.Kind;
import minitron.tinyworld.words.Nouns;
import minitron.tinyworld.words.Register;

/**
 * Who and what a conversation is about. All pairs of its nouns are held out, or none is.
 *
 * @param nouns the decks that nouns are dealt from
 * @param heldOut whether pairs are held out
 * @param random what is drawn
 */
record Cast(Nouns nouns, boolean heldOut, Random random) {
  /** A cast of the register that the teacher reads. */
  static Cast of(boolean heldOut, Random random) {
    return new Cast(Nouns.of(Register.ORIGINAL, random), heldOut, random);
  }

  /** So many things, in different places and of different owners. */
  List<Thing> things(int number) {
    List<Thing> things = new ArrayList<>();
    while (things.size() < number) {
      thing(things).ifPresent(things::add);
    }
    return things;
  }

  private Optional<Thing> thing(List<Thing> others) {
    String name = name(word -> others.stream().noneMatch(thing -> thing.name().equals(word)));
    Optional<String> place =
        with(nouns.places(), name, word -> others.stream().noneMatch(t -> t.place().equals(word)));
    Optional<String> owner =
        with(nouns.people(), name, word -> others.stream().noneMatch(t -> t.owner().equals(word)));
    return place.flatMap(where -> owner.map(whose -> new Thing(name, where, whose)));
  }

  /** A noun for a thing. */
  String name(Predicate<String> fits) {
    Deck deck = random.nextInt(3) == 0 ? nouns.small() : nouns.containers();
    return deck.deal(fits).orElseThrow();
  }

  /** A noun that may stand beside another one; empty if there is none. */
  Optional<String> with(Deck deck, String other, Predicate<String> fits) {
    return deck.deal(word -> allowed(other, word) && fits.test(word));
  }

  /** Whether two words may be said together. */
  boolean allowed(String subject, String object) {
    return HeldOut.pair(subject, object) == heldOut;
  }

  /** Where things are, or whose they are. */
  Kind kind() {
    return random.nextBoolean() ? Kind.PLACE : Kind.POSSESSION;
  }

  /** One of several. */
  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** The same in another order. */
  <T> List<T> shuffled(List<T> of) {
    List<T> other = new ArrayList<>(of);
    Collections.shuffle(other, random);
    return other;
  }

  /** The facts of a kind, in the order of the things. */
  static String facts(List<Thing> things, Kind kind) {
    return things.stream().map(thing -> thing.fact(kind)).collect(Collectors.joining(" "));
  }
}
