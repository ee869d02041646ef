package minitron.data.tinyworld;

import java.util.List;

/** The nouns of the world; short ones, so that a small vocabulary has them whole. */
final class Words {
  /** What can hold something. */
  static final List<String> CONTAINERS =
      words(
          "box bag cup jar pot tin can case sack pail tub vase bowl crate chest trunk purse pouch"
              + " barrel basket bucket hamper kettle locker mug pan shell tray urn vat");

  /** What holds nothing. */
  static final List<String> SMALL =
      words(
          "key coin ring ball doll pen bell fan map hat cap belt boot comb flute glove lamp mask"
              + " nail pearl rope shoe sock spoon stamp stone sword top watch wig");

  /** People. */
  static final List<String> PEOPLE =
      words(
          "Ann Bob Tom Sue Max Eva Leo Mia Sam Zoe Ben Amy Dan Ida Jim Kim Lou Nia Pat Ray Ted Una"
              + " Vic Wes");

  /** Where things are. */
  static final List<String> PLACES =
      words(
          "kitchen garden barn shed hall attic cave park school shop mill yard tower cabin forest"
              + " inn");

  /** What people count. */
  static final List<String> COUNTED = words("nuts plums pins figs eggs beads");

  private Words() {}

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }
}
