package minitron.tinyworld;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The decks of nouns for one page of stories, or for the items of one task. */
record Nouns(Deck containers, Deck small, Deck people, Deck places, Deck counted, Deck marks) {
  private static final int TRIES = 40;

  /** Fresh decks. */
  static Nouns of(Register register, Random random) {
    boolean reversed = register == Register.SHIFTED;
    return new Nouns(
        new Deck(Words.CONTAINERS, reversed, random),
        new Deck(Words.SMALL, reversed, random),
        new Deck(Words.PEOPLE, reversed, random),
        new Deck(Words.PLACES, reversed, random),
        new Deck(Words.COUNTED, reversed, random),
        new Deck(Words.MARKS, reversed, random));
  }

  /** The next noun that fits, or empty; those that do not fit go to the bottom of the deck. */
  static Optional<String> deal(Deck deck, Predicate<String> fits) {
    List<String> unfit = new ArrayList<>();
    Optional<String> dealt = Optional.empty();
    while (dealt.isEmpty() && unfit.size() < TRIES) {
      String card = deck.next();
      if (fits.test(card)) {
        dealt = Optional.of(card);
      } else {
        unfit.add(card);
      }
    }
    unfit.stream().distinct().forEach(deck::giveBack);
    return dealt;
  }
}
