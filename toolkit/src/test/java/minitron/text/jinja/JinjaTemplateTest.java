package minitron.text.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaTemplateTest {
  private static String render(String template) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("none_", null);
    variables.put("d", Map.of("a", 1L));
    variables.put("l", Arrays.asList(3L, null, "it's"));
    return JinjaTemplate.of(template).render(variables).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '"',
      value = {
        "{{ 1 + 2 * 3 }} = 7",
        "{{ -1 | abs }} = 1",
        "{{ 'a' + ' b ' | trim }} = ab",
        "{{ not x is defined }} = True",
        "{{ 7 // 2 }}{{ -7 // 2 }}{{ -7 % 3 }} = 3-42",
        "{{ 1 < 2 < 3 }}{{ 3 > 2 > 2 }} = TrueFalse",
        "{{ l }} = [3, None, \"it's\"]",
        "{{ l[::-1][0] }} = it's",
        "{{ d.a }}{{ d['a'] }}{{ d.b is defined }} = 11False",
        "{{ none_ }}{{ d.b }}{{ x }} = None",
        "{{ [1, 1.0, 1e16] | tojson }} = [1, 1.0, 1e+16]",
        "{{ (1, 2)[0] ~ true }} = 1True",
        "{{ 'x' if false }}! = !",
        "{{ '%s-%d' % ('a', 2) }} = a-2",
        "{{ 'a-b'.split('-') | last }} = b",
        "{{ '😀é'[0] }}{{ '😀é' | length }} = 😀2",
        "{{ d.items() }} = dict_items([('a', 1)])",
      })
  void expressionsAreJinjas(String template, String expected) {
    assertEquals(expected, render(template));
  }

  @Test
  void whiteSpaceGoesAsTrimBlocksAndLstripBlocksSay() {
    assertEquals("A\nB", render("{% if true %}\nA\n  {% endif %}\nB\n"));
    assertEquals("a\n   b", render("a\n   {{ 'b' }}\n"));
    assertEquals("ab c d", render("a \n  {%- if true -%}  \n b  {{- ' c ' -}} \n d{%- endif %}"));
    assertEquals("  \nx", render("  {%+ if true +%}\nx{% endif %}"));
    assertEquals("{{ x }}", render("{% raw %}{{ x }}{% endraw %}"));
  }

  @Test
  void whatALoopSetsEndsWithItUnlessItIsANamespaces() {
    assertEquals(
        "231",
        render("{% set x = 1 %}{% for i in [1,2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}"));
    assertEquals(
        "3",
        render(
            "{% set n = namespace(x=0) %}{% for i in [1,2] %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }}"));
    assertEquals(
        "21False32True",
        render(
            "{% for x in [1,2,3] if x > 1 %}{{ x }}{{ loop.index }}{{ loop.last }}{% endfor %}"));
    assertEquals("1", render("{% for x in [1,2] %}{{ x }}{% break %}{% endfor %}"));
  }

  @Test
  void macrosTakeDefaultsAndBlocks() {
    assertEquals(
        "[a2][1b]",
        render("{% macro m(x, y=2) %}[{{ x }}{{ y }}]{% endmacro %}{{ m('a') }}{{ m(1, y='b') }}"));
    assertEquals(
        "<7>",
        render(
            "{% macro m() %}<{{ caller(7) }}>{% endmacro %}{% call(v) m() %}{{ v }}{% endcall %}"));
  }

  @Test
  void generationTagsKeepTheirPlaceInCodePoints() {
    Rendering text = JinjaTemplate.of("😀{% generation %}ab{% endgeneration %}c").render(Map.of());
    assertEquals("😀abc", text.text());
    assertEquals(List.of(new Rendering.Span(1, 3)), text.generated());
  }

  @Test
  void theTimeIsLocal() {
    var monday = LocalDateTime.of(2026, 11, 9, 7, 5, 3);
    String text =
        JinjaTemplate.of("{{ strftime_now('%d %b %Y %H:%M:%S %A %-d %I%p') }}")
            .render(Map.of(), () -> monday)
            .text();
    assertEquals("09 Nov 2026 07:05:03 Monday 9 07AM", text);
  }

  private static String refusal(String template) {
    return assertThrows(IllegalArgumentException.class, () -> render(template)).getMessage();
  }

  @Test
  void errorsAreJinjas() {
    assertEquals("'x' is undefined", refusal("{{ x.y }}"));
    assertEquals("Roles!", refusal("{{ raise_exception('Roles!') }}"));
    assertEquals("unsupported operand type(s) for +: 'int' and 'str'", refusal("{{ 1 + 'a' }}"));
    assertEquals("line 1: No filter named 'nofilter'.", refusal("{{ 'a' | nofilter }}"));
    assertEquals(
        "access to attribute 'append' of 'list' object is unsafe.", refusal("{{ [].append(1) }}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% include 'x' %}",
        "{% block a %}{% endblock %}",
        "{{ 'a' | urlize }}",
        "{{ 'a'.encode() }}",
        "{{ lipsum() }}",
      })
  void whatIsOutsideIsRefusedByName(String template) {
    String message = refusal(template);
    assertEquals(true, message.contains("is not known here"), message);
  }

  @Test
  void aBranchThatIsNotTakenNeedsNoFilter() {
    assertEquals("b", render("{% if false %}{{ 'a' | nofilter }}{% else %}b{% endif %}"));
  }
}
