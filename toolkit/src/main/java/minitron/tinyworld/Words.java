package minitron.tinyworld;

import java.util.List;

/** The nouns of TinyWorld: short ones, so that each is one token of a small vocabulary. */
final class Words {
  /** What can hold something. */
  static final List<String> CONTAINERS =
      words(
          "box bag cup jar pot tin can case sack pail tub vase bowl crate chest trunk purse mug tray urn");

  /** What cannot hold anything. */
  static final List<String> SMALL = words("key coin ring ball doll pen bell fan map hat cap comb");

  /** People. */
  static final List<String> PEOPLE =
      words("Ann Bob Tom Sue Max Eva Leo Mia Sam Zoe Ben Amy Dan Ida");

  /** Where things are. */
  static final List<String> PLACES =
      words("Rome Oslo Lima Bonn Paris Cairo Delhi Tokyo Dublin Berlin");

  /** What people count. */
  static final List<String> COUNTED = words("nuts plums pins figs");

  /** What is drawn on things. */
  static final List<String> MARKS = words("dots lines stars spots");

  private Words() {}

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }
}
