package minitron.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import minitron.Refusal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  @Test
  void readsTypedFields() {
    Row row =
        parse("{\"a\": \"é\", \"n\": 3, \"l\": [\"x\"], \"w\": [0, 1], \"o\": {\"b\": \"y\"}}")
            .get(0);
    assertEquals("é", row.text("a"));
    assertEquals(3, row.whole("n"));
    assertEquals(List.of("x"), row.texts("l"));
    assertEquals(List.of(0, 1), row.wholes("w"));
    assertEquals("y", row.child("o").text("b"));
    assertEquals(List.of("é", 3L), List.of(row.textOrWhole("a"), row.textOrWhole("n")));
    assertEquals(List.of(0L, 1L), row.textsOrWholes("w"));
  }

  @Test
  void passesOverBlankLinesButCountsThem() {
    List<Row> rows = parse("{\"a\":\"1\"}\r\n\n  \n{\"a\":\"2\"}\n");
    assertEquals(2, rows.size());
    assertEquals("t.jsonl line 4", rows.get(1).where());
  }

  @Test
  void namesTheLineOfBadJson() {
    for (String bad :
        List.of("{'a': 1}", "{\"a\": NaN}", "[1]", "3", "null", "{\"a\": 1} {}", "{", "\uFEFF")) {
      assertMessage("t.jsonl line 2 is not one JSON object: ", "{\"a\": 1}\n" + bad);
    }
  }

  @Test
  void namesTheLineThatIsNotUtf8() {
    byte[] latin = "{\"a\": 1}\n{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> JsonLines.parse(latin, "t.jsonl"));
    assertTrue(e.getMessage().startsWith("t.jsonl line 2 is not UTF-8"), e.getMessage());
  }

  @Test
  void anEmptyFileIsAnError() {
    assertMessage("t.jsonl is empty", "\n");
  }

  @Test
  void namesTheFieldThatIsMissingOrOfAnotherType() {
    Row row = parse("{\"a\": 1.5, \"b\": [\"x\", 2], \"c\": null}").get(0);
    Refusal.of(() -> row.text("d"), "t.jsonl line 1 has no field \"d\"; it has a, b, c");
    Refusal.of(() -> row.text("a"), "t.jsonl line 1: field \"a\" must be a string, but is 1.5");
    Refusal.of(() -> row.whole("a"), "field \"a\" must be a whole number");
    Refusal.of(() -> row.texts("b"), "field \"b\" must be a list of strings");
    Refusal.of(() -> row.child("c"), "field \"c\" must be an object, but is null");
  }

  @Property(tries = 200)
  void anyStringComesBack(@ForAll String text) {
    JsonObject json = new JsonObject();
    json.addProperty("a", text);
    // A lone surrogate has no UTF-8 form, so Java writes ? for it.
    String expected = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertEquals(expected, parse(json.toString()).get(0).text("a"));
  }

  private static List<Row> parse(String text) {
    return JsonLines.parse(text.getBytes(StandardCharsets.UTF_8), "t.jsonl");
  }

  private static void assertMessage(String part, String text) {
    Refusal.of(() -> parse(text), part);
  }
}
