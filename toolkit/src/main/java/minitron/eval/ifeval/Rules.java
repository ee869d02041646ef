package minitron.eval.ifeval;

import java.util.Map;
import java.util.TreeSet;

/** Every kind of instruction there is, by the harness's names. */
final class Rules {
  private static final Map<String, Rule> ALL =
      Map.ofEntries(
          Map.entry("keywords:existence", KeywordRules.EXISTENCE),
          Map.entry("keywords:frequency", KeywordRules.FREQUENCY),
          Map.entry("keywords:forbidden_words", KeywordRules.FORBIDDEN_WORDS),
          Map.entry("keywords:letter_frequency", KeywordRules.LETTER_FREQUENCY),
          Map.entry("language:response_language", CaseRules.RESPONSE_LANGUAGE),
          Map.entry("length_constraints:number_sentences", LengthRules.SENTENCES),
          Map.entry("length_constraints:number_paragraphs", LengthRules.PARAGRAPHS),
          Map.entry("length_constraints:number_words", LengthRules.WORDS),
          Map.entry("length_constraints:nth_paragraph_first_word", LengthRules.FIRST_WORD),
          Map.entry("detectable_content:number_placeholders", ContentRules.PLACEHOLDERS),
          Map.entry("detectable_content:postscript", ContentRules.POSTSCRIPT),
          Map.entry("detectable_format:number_bullet_lists", FormatRules.BULLETS),
          Map.entry("detectable_format:constrained_response", ContentRules.CONSTRAINED),
          Map.entry("detectable_format:number_highlighted_sections", FormatRules.HIGHLIGHTS),
          Map.entry("detectable_format:multiple_sections", FormatRules.SECTIONS),
          Map.entry("detectable_format:json_format", FormatRules.JSON),
          Map.entry("detectable_format:title", FormatRules.TITLE),
          Map.entry("combination:two_responses", FrameRules.TWO_RESPONSES),
          Map.entry("combination:repeat_prompt", FrameRules.REPEAT_PROMPT),
          Map.entry("startend:end_checker", FrameRules.END),
          Map.entry("startend:quotation", FrameRules.QUOTATION),
          Map.entry("change_case:capital_word_frequency", CaseRules.CAPITAL_WORDS),
          Map.entry("change_case:english_capital", CaseRules.ENGLISH_CAPITAL),
          Map.entry("change_case:english_lowercase", CaseRules.ENGLISH_LOWERCASE),
          Map.entry("punctuation:no_comma", ContentRules.NO_COMMA));

  private Rules() {}

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Rule named(String id) {
    Rule rule = ALL.get(id);
    if (rule == null) {
      throw new IllegalArgumentException(
          "There is no instruction \"%s\"; there are %s."
              .formatted(id, String.join(", ", new TreeSet<>(ALL.keySet()))));
    }
    return rule;
  }
}
