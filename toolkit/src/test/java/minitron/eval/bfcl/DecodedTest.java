package minitron.eval.bfcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import minitron.python.PythonRepr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are read from a model's text. */
class DecodedTest {
  private static String read(Language language, String text) {
    return PythonRepr.repr(Decoded.of(text, language).value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          f(x=0x1F, y=1_000, z=-2.5e3)       | [{'f': {'x': 31, 'y': 1000, 'z': -2500.0}}]
          f(x=+5, y=not True, z=~0)          | [{'f': {'x': -5, 'y': -1, 'z': 0}}]
          f(x='a' "b", y=r'\\d', z=b'\\xff') | [{'f': {'x': 'ab', 'y': '\\\\d', 'z': b'\\xff'}}]
          f(x=2*5, y='ab'*2, z=-7//2, w=1/4) | [{'f': {'x': 10, 'y': 'abab', 'z': -4, 'w': 0.25}}]
          f(x=(1,), y={'k': [None, ...]})    | [{'f': {'x': (1,), 'y': {'k': [None, '...']}}}]
          f(x=true, y=g(1,2), z=d['k'][1:])  | [{'f': {'x': 'true', 'y': 'g(1, 2)', 'z': "d['k'][1:]"}}]
          f(x=g(a=1), y=2j, z=1+2j)          | [{'f': {'x': {'g': {'a': 1}}, 'y': 2j, 'z': (1+2j)}}]
          a.b().c(1, x=2, **d)               | [{'c': {'x': 2, None: 'd'}}]
          f(x=1)(y=2), g()                   | [{'': {'y': 2}}, {'g': {}}]
          f(x=1, x=2)                        | [{'f': {'x': 2}}]
          f(x=g(a  or b), y=g(u'q'))         | [{'f': {'x': 'g(a or b)', 'y': "g(u'q')"}}]
          """)
  void pythonExpressionsAreEvaluatedWithoutPython(String text, String calls) {
    assertEquals(calls, read(Language.PYTHON, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I cannot do that.",
        "f(x=010)",
        "f(x=a.b)",
        "f(x=-'a')",
        "f(if=1)",
        "f(x=1",
        "f(x=1))",
        "f(x=1, 2)",
        "f(x=1/0)",
        "f(x=y+1)",
        "f(x=[i for i in y])",
        "f(x=1) # done",
        "f(x='a\nb')",
        "'f(x=1)'",
        "f(x=1) g(y=2)",
        "[[f(x=1)]]",
        "f(x={[1]: 2})"
      })
  void whatPythonRefusesIsNotReadable(String text) {
    assertFalse(Decoded.of(text, Language.PYTHON).readable());
  }

  @Test
  void commentsEndLinesWithinBrackets() {
    assertEquals("[{'f': {'x': 1}}]", read(Language.PYTHON, "f( # it\n x=1)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          A.run(a="x y", b=5L, c=o.get( 1 ))     | [{'A.run': {'a': 'x y', 'b': '5L', 'c': 'o.get( 1 )'}}]
          A.run(a=b ? c : d, e="x" + 'y')        | [{'A.run': {'a': 'b?c:d', 'e': '"x"+\\'y\\''}}]
          A.run(a=new int[] { 1, 2 })            | [{'A.run': {'a': 'new int[]{1,2}'}}]
          A.run(m=new HashMap<K, V>() {{ p(); }})| [{'A.run': {'m': 'new HashMap<K,V>()'}}]
          A.run(l=new L<>(Arrays.asList(1, "2")))| [{'A.run': {'l': 'new L<>(Arrays.asList(1, "2"))'}}]
          A.run(f=(x) -> x + 1, g=A::go)         | [{'A.run': {'f': '(x)->x+1', 'g': 'A::go'}}]
          B b = A.run(x=1, this.y=2);            | [{'A.run': {'x': '1', 'this.y': '2'}}]
          A.run(s="wörld", t=1)                  | [{'A.run': {'s': 'wörld"', '=': ')'}}]
          A.run(i==5, 7, A.class)                | [{'A.run': {None: 'A.class'}}]
          int x = 5;                             | {}
          """)
  void javaIsReadByItsGrammar(String text, String calls) {
    assertEquals(calls, read(Language.JAVA, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A.run(a={1, 2})",
        "A.run(a: 1)",
        "A.run(a=1, a=2)",
        "A.run(a=1",
        "x.f(a=1) or",
        "A.f()"
      })
  void whatIsNoJavaIsNotReadable(String text) {
    assertFalse(Decoded.of(text, Language.JAVA).readable());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          f(a="x", b='y', c=[1, 2], d={k: 1})  | [{'f': {'a': 'x', 'b': 'y', 'c': '[1, 2]', 'd': '{k: 1}'}}]
          f(a=(x, y) => { return x }, b=`t${x}`)| [{'f': {'a': '(x, y) => { return x }', 'b': '`t${x}`'}}]
          f("x", true, 5)                      | [{'f': {None: 'true'}}]
          f(a=/[/]+/g, b=async () => {}).then()| [{'f(a=/[/]+/g, b=async () => {}).then': {}}]
          const r = f(a=1)                     | None
          await f(a=1)                         | None
          f(a={b: 1)                           | [{'f': {'a': '{b: 1'}}]
          """)
  void javaScriptIsReadByItsGrammar(String text, String calls) {
    assertEquals(calls, read(Language.JAVASCRIPT, text.replace('\u0001', '`')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f(a: 1)", "f(a=1", "f(a=1, a=2)", "I think so", "f(g()=1)"})
  void whatIsNoJavaScriptIsNotReadable(String text) {
    assertFalse(Decoded.of(text, Language.JAVASCRIPT).readable());
  }
}
