package minitron.tinyworld.talk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import minitron.tinyworld.words.Kind;

/**
 * What form an answer must have, as IFEval checks it.
 *
 * @param id IFEval's name of the instruction
 * @param kwargs what its checker is given
 * @param words what the user says
 * @param formed gives an answer this form
 */
record Order(String id, Map<String, Object> kwargs, String words, UnaryOperator<String> formed) {
  /** Less than two words. */
  static Order oneWord() {
    return new Order(
        "length_constraints:number_words",
        given("relation", "less than", "num_words", 2),
        "Answer in one word.",
        answer -> answer);
  }

  /** A list of so many facts. */
  static Order list(int bullets) {
    return new Order(
        "detectable_format:number_bullet_lists",
        Map.of("num_bullets", bullets),
        "Tell " + bullets + " facts as a list.",
        facts -> "* " + facts.replace(". ", ".\n* "));
  }

  /** An object in JSON. */
  static Order json(Thing thing) {
    return new Order(
        "detectable_format:json_format",
        Map.of(),
        "Answer in JSON.",
        answer -> "{\"%s\": \"%s\"}".formatted(thing.name(), answer));
  }

  /** A part of it between asterisks. */
  static Order marked(String part) {
    return new Order(
        "detectable_format:number_highlighted_sections",
        Map.of("num_highlights", 1),
        "Mark it with stars.",
        answer -> answer.replace(" " + part, " *" + part + "*"));
  }

  /** Someone is named. */
  static Order named(String person) {
    return new Order(
        "keywords:existence",
        Map.of("keywords", List.of(person)),
        "Use the word " + person + ".",
        answer -> answer.replaceAll("\\.$", ", " + person + "."));
  }

  /** Given words at its end. */
  static Order ending(String person) {
    return new Order(
        "startend:end_checker",
        Map.of("end_phrase", "Ask " + person + "."),
        "End with: Ask " + person + ".",
        answer -> answer + " Ask " + person + ".");
  }

  /** A title before it. */
  static Order titled(Kind kind) {
    return new Order(
        "detectable_format:title",
        Map.of(),
        "Begin with a title in << >>.",
        answer -> "<<" + kind.label + ">>\n" + answer);
  }

  /** All of it in double quotes. */
  static Order quoted() {
    return new Order(
        "startend:quotation", Map.of(), "Put it in quotes.", answer -> "\"" + answer + "\"");
  }

  /** Two things that a checker is given, in this order. */
  private static Map<String, Object> given(String one, Object is, String other, Object isToo) {
    Map<String, Object> kwargs = new LinkedHashMap<>();
    kwargs.put(one, is);
    kwargs.put(other, isToo);
    return kwargs;
  }
}
