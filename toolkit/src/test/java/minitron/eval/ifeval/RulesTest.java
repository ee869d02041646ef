package minitron.eval.ifeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import minitron.python.PythonJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of instruction, on texts that can be judged by hand. */
class RulesTest {

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static Instruction asked(String id, String kwargs) {
    return Instruction.of(id, (Map<String, Object>) PythonJson.loads(kwargs.replace('~', '"')));
  }

  /** ~ stands for a double quote, and \n for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "keywords:existence | {~keywords~: [~cat~, ~a.b~]} | Cats: aXb | true",
        "keywords:existence | {~keywords~: [~cat~, ~dog~]} | cat | false",
        "keywords:frequency | {~keyword~: ~aa~, ~frequency~: 3, ~relation~: ~less than~} | aaaa | true",
        "keywords:frequency | {~keyword~: ~aa~, ~frequency~: 3, ~relation~: ~at least~} | aaaa | false",
        "keywords:forbidden_words | {~forbidden_words~: [~cat~]} | concat cats | true",
        "keywords:forbidden_words | {~forbidden_words~: [~cat~]} | A CAT! | false",
        "keywords:forbidden_words | {~forbidden_words~: [~C#~]} | C# is | true",
        "keywords:letter_frequency | {~letter~: ~E~, ~let_frequency~: 2, ~let_relation~: ~at least~} | Ee | true",
        "keywords:letter_frequency | {~letter~: ~#~, ~let_frequency~: 2, ~let_relation~: ~at least~} | # a | false",
        "length_constraints:number_sentences | {~num_sentences~: 2, ~relation~: ~at least~} | Dr. No came. He left. | true",
        "length_constraints:number_sentences | {~num_sentences~: 3, ~relation~: ~at least~} | Dr. No came. He left. | false",
        "length_constraints:number_words | {~num_words~: 3, ~relation~: ~less than~} | it's ½ | true",
        "length_constraints:number_words | {~num_words~: 3, ~relation~: ~at least~} | it's-so | true",
        "length_constraints:number_paragraphs | {~num_paragraphs~: 2} | a\\n***\\nb\\n*** | true",
        "length_constraints:number_paragraphs | {~num_paragraphs~: 2} | a******b | false",
        "length_constraints:nth_paragraph_first_word | {~num_paragraphs~: 2, ~nth_paragraph~: 2, ~first_word~: ~Yes~} | a\\n\\n'yes, b | true",
        "length_constraints:nth_paragraph_first_word | {~num_paragraphs~: 2, ~nth_paragraph~: 2, ~first_word~: ~yes~} | a\\n\\n\\n\\nyes | false",
        "detectable_content:number_placeholders | {~num_placeholders~: 2} | [a] [] | true",
        "detectable_content:postscript | {~postscript_marker~: ~P.P.S~} | a\\np. p.s bye | true",
        "detectable_content:postscript | {~postscript_marker~: ~P.S.~} | PS bye | false",
        "detectable_format:number_bullet_lists | {~num_bullets~: 2} | * a\\n- b | true",
        "detectable_format:number_bullet_lists | {~num_bullets~: 1} | *\\n* b | true",
        "detectable_format:constrained_response | {} | My answer is no. Or is it? | true",
        "detectable_format:constrained_response | {} | my answer is no. | false",
        "detectable_format:number_highlighted_sections | {~num_highlights~: 1} | **a** | true",
        "detectable_format:number_highlighted_sections | {~num_highlights~: 2} | **a** *b* | true",
        "detectable_format:number_highlighted_sections | {~num_highlights~: 1} | * * | false",
        "detectable_format:multiple_sections | {~section_spliter~: ~Day~, ~num_sections~: 2} | Day 1 a Day2 b | true",
        "detectable_format:multiple_sections | {~section_spliter~: ~(D)ay~, ~num_sections~: 2} | Day 1 | true",
        "detectable_format:json_format | {} | ```json\\n{~a~: NaN}\\n``` | true",
        "detectable_format:json_format | {} | {~a~: 1,} | false",
        "detectable_format:title | {} | <<a>> | true",
        "detectable_format:title | {} | << >> | false",
        "combination:two_responses | {} | a******b | true",
        "combination:two_responses | {} | a ******a | false",
        "combination:two_responses | {} | a************b | false",
        "combination:repeat_prompt | {~prompt_to_repeat~: ~Say it ~} | SAY IT: no | true",
        "startend:end_checker | {~end_phrase~: ~the end.~} | ~It is The End.~ | true",
        "startend:quotation | {} | ~a~ | true",
        "startend:quotation | {} | ~ | false",
        "change_case:capital_word_frequency | {~capital_frequency~: 3, ~capital_relation~: ~at least~} | I'M A-B ok | true",
        "change_case:capital_word_frequency | {~capital_frequency~: 2, ~capital_relation~: ~less than~} | CANNOT | false",
        "punctuation:no_comma | {} | a，b | true",
        "punctuation:no_comma | {} | a,b | false"
      })
  void aTextIsJudged(String id, String kwargs, String text, boolean holds) {
    String whole = text.replace('~', '"').replace("\\n", "\n");
    assertEquals(holds, asked(id, kwargs).strict(whole), whole);
  }

  @Test
  void aBlankTextFollowsNothing() {
    assertFalse(asked("punctuation:no_comma", "{}").strict(" \n\u00a0"));
    assertFalse(asked("punctuation:no_comma", "{}").loose("\t"));
  }

  @Test
  void theLooseMeasureForgivesAFrameAndAsterisks() {
    Instruction json = asked("detectable_format:json_format", "{}");
    String framed = "Sure!\n**[1]**\nBye.";
    assertFalse(json.strict(framed));
    assertTrue(json.loose(framed));
    assertFalse(json.loose("Sure!\nyes\n[1]"));
  }

  @Test
  void whatIsNotSaidOrWrongIsNamed() {
    refuses(
        "length:words", "{}", "There is no instruction \"length:words\"; there are change_case");
    refuses(
        "length_constraints:number_words",
        "{~num_words~: 0, ~relation~: ~at least~}",
        "length_constraints:number_words: num_words is missing: it must be a whole number from 1");
    refuses(
        "length_constraints:number_words",
        "{~num_words~: 3, ~relation~: ~at most~}",
        "relation must be \"at least\" or \"less than\", but is 'at most'");
    refuses(
        "keywords:existence", "{~keywords~: [~(~]}", "keywords is searched as one: \"(\" is no");
    refuses("keywords:existence", "{~keywords~: ~a~}", "keywords must be a list of texts");
  }

  private static void refuses(String id, String kwargs, String message) {
    var refused = assertThrows(IllegalArgumentException.class, () -> asked(id, kwargs));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
