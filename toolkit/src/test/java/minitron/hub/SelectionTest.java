package minitron.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import minitron.Refusal;
import minitron.hub.Listing.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files of a model are fetched. */
class SelectionTest {
  private static String of(String files, String... include) {
    List<Entry> entries = Stream.of(files.split(" ", -1)).map(f -> new Entry(f, "", -1)).toList();
    var listing = new Listing("0".repeat(40), entries);
    return String.join(
        " ",
        Selection.of("org/name", listing, List.of(include)).stream().map(Entry::path).toList());
  }

  @Test
  void whatAModelNeeds() {
    String needed =
        "config.json generation_config.json model-00001-of-00002.safetensors"
            + " model.safetensors.index.json tokenizer.json tokenizer.model tokenizer.model.v3"
            + " merges.txt chat_template.jinja additional_chat_templates/tool_use.jinja";
    String rest =
        " .gitattributes README.md pytorch_model.bin model.gguf onnx/model.onnx onnx/config.json"
            + " original/params.json original/consolidated.00.pth consolidated.safetensors"
            + " model.fp16.safetensors logo.png";
    assertEquals(needed, of(needed + rest));
    assertEquals("consolidated.safetensors", of("consolidated.safetensors README.md"));
  }

  @Test
  void noSafetensors() {
    Refusal.of(
        () -> of("config.json pytorch_model.bin"),
        "org/name has no safetensors, which alone are read here, but pytorch_model.bin: look for",
        "from_pretrained(\"org/name\")");
    Refusal.of(() -> of("a.bin b.bin c.gguf d.pth e.pt"), "but a.bin, b.bin, c.gguf and 2 more: ");
    Refusal.of(() -> of("a\u001b[2J.bin"), "but a?[2J.bin: look for");
    Refusal.of(() -> of("config.json"), "no safetensors, so there are no weights", "--include");
  }

  @Test
  void whatIsAskedFor() {
    assertEquals("a.bin x/c.json", of("a.bin b.txt x/c.json", "*.bin", "*.json"));
    Refusal.of(
        () -> of("a.bin b.txt", "*.json", "c*"),
        "No file of org/name matches *.json or c*; it has a.bin, b.txt.");
    Refusal.of(() -> DownloadOptions.DEFAULT.include(""), "must not be empty");
  }

  /** As fnmatch.fnmatchcase of Python 3.11 says. */
  @ParameterizedTest
  @CsvSource({
    "*.json, a/b.json, true",
    "*.json, a.jsonl, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a[bc]d, acd, true",
    "a[!bc]d, acd, false",
    "a[!bc]d, axd, true",
    "a[b-d]e, ace, true",
    "a[]]b, a]b, true",
    "a[b, a[b, true",
    "a[^b]c, a^c, true",
    "a[^b]c, axc, false",
    "A.json, a.json, false",
    "a.json, aXjson, false",
    "onnx/, onnx/a/b, true",
    "*, .x, true"
  })
  void patternsArePythons(String pattern, String path, boolean matches) {
    assertEquals(matches, Glob.any(List.of(pattern), path));
  }
}
