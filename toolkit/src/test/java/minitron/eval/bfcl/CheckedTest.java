package minitron.eval.bfcl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import minitron.python.PythonJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls beside the expected ones. */
class CheckedTest {
  private static final List<?> DOCS =
      json(
          """
          [{"name": "go", "description": "d", "parameters": {"type": "dict", "properties": {
            "place": {"type": "string"}, "days": {"type": "integer"}, "price": {"type": "float"},
            "tags": {"type": "array", "items": {"type": "string"}}, "pair": {"type": "tuple", "items": {"type": "integer"}},
            "how": {"type": "dict"}}, "required": ["place"]}}]""");

  private static final List<?> ANSWERS =
      json(
          """
          [{"go": {"place": ["St. John's", "SJ"], "days": [2], "price": [1.5, 3.0, ""], "tags": [["A-b"], ""],
            "pair": [[1, 2], ""], "how": [{"speed": ["fast", ""], "n": [1]}, ""]}}]""");

  private static List<?> json(String text) {
    return (List<?>) PythonJson.loads(text);
  }

  private static String error(Category category, List<?> answers, String text) {
    return Checked.of(category, DOCS, answers, text).verdict().errorType();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          go(place="st JOHN's", days=2)                     | ``
          go(place='SJ', days=2, price=3, tags=['a b'])     | ``
          go(place='SJ', days=2, pair=(1, 2), how={'n': 1}) | ``
          went(place='SJ', days=2)                          | simple_function_checker:wrong_func_name
          go(days=2)                                        | simple_function_checker:missing_required
          go(place='SJ')                                    | simple_function_checker:missing_optional
          go(place='SJ', days=2, size=1)                    | simple_function_checker:unexpected_param
          go(place='SJ', days=True)                         | type_error:simple
          go(place='SJ', days=2.0)                          | type_error:simple
          go(place='SJ', days=2, tags=('A-b',))             | type_error:simple
          go(place='SK', days=2)                            | value_error:string
          go(place='SJ', days=3)                            | value_error:others
          go(place='SJ', days=2, tags=['A', 'b'])           | value_error:list/tuple
          go(place='SJ', days=2, how={'speed': 'fast'})     | value_error:dict_key
          go(place='SJ', days=2, how={'n': 2})              | value_error:dict_value
          go(place='SJ', days=2), go(place='SJ', days=2)    | simple_function_checker:wrong_count
          Go there.                                         | ast_decoder:decoder_failed
          """)
  void theFirstErrorIsTold(String text, String error) {
    assertEquals(error, error(Category.SIMPLE_PYTHON, ANSWERS, text));
  }

  /** The first expected call takes the call that only the second one fits. */
  @Test
  void callsInAnyOrderAreTakenGreedily() {
    List<?> two = json("[{\"go\": {\"place\": [\"a\", \"b\"]}}, {\"go\": {\"place\": [\"a\"]}}]");
    assertEquals("", error(Category.PARALLEL, two, "[go(place='b'), go(place='a')]"));
    Verdict verdict =
        Checked.of(Category.PARALLEL, DOCS, two, "[go(place='a'), go(place='b')]").verdict();
    assertEquals("parallel_function_checker_no_order:cannot_find_match", verdict.errorType());
    assertEquals(List.of("value_error:string"), verdict.subErrorTypes());
  }

  @Test
  void whereNothingFitsNoCallIsRight() {
    assertEquals("", error(Category.IRRELEVANCE, List.of(), "No function fits."));
    assertEquals("", error(Category.IRRELEVANCE, List.of(), "[]"));
    assertEquals(
        "irrelevance_error:decoder_success", error(Category.IRRELEVANCE, List.of(), "f()"));
    assertEquals("relevance_error:decoder_failed", error(Category.LIVE_RELEVANCE, List.of(), "[]"));
  }

  /** An option may be None, and an answer that the original stops at is wrong. */
  @Test
  void oddAnswersDoNotStopTheRun() {
    assertEquals(
        "",
        error(Category.SIMPLE_PYTHON, json("[{\"go\": {\"place\": [null]}}]"), "go(place=None)"));
    List<?> noDict = json("[{\"go\": {\"place\": [\"a\"], \"how\": [{\"n\": [1]}, 5]}}]");
    assertEquals(
        "checker_exception", error(Category.SIMPLE_PYTHON, noDict, "go(place='a', how={'n': 2})"));
  }

  @Test
  void sourceValuesAreConverted() {
    assertEquals(5L, JavaValues.of("5L", "long", null));
    assertEquals("5", JavaValues.of("5", "long", null));
    assertEquals(
        List.of("\"a\"", "\"b\""), JavaValues.of("new String[]{\"a\",\"b\"}", "Array", "String"));
    assertEquals(
        List.of(1L, 2L),
        JavaValues.of("new ArrayList<>(Arrays.asList(1, 2))", "ArrayList", "integer"));
    assertEquals(
        List.of(List.of(1L, 2L), List.of("x")),
        ScriptValues.of("[[1, 2], ['x']]", "array", "array"));
    assertEquals(
        PythonJson.loads("{\"k\": \"v\", \"n\": [1, true]}"),
        ScriptValues.of("{k: 'v', \"n\": [1, true]}", "dict", null));
  }
}
