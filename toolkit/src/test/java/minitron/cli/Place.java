package minitron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minitron.Fixtures;

/** A folder that commands work in: {@code {NAME}} in a line is a path in it. */
record Place(Path folder) {
  private static final Pattern NAME = Pattern.compile("\\{(.+?)}");

  /** A folder with a small model, {@code {model}}, and 2000 words, {@code {text}}. */
  static Place in(Path folder) {
    Fixtures.model(folder.resolve("model"));
    Fixtures.text(folder.resolve("text"), 2000);
    return new Place(folder);
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  /** The words of a line; a name may have spaces. */
  String[] words(String line) {
    return Stream.of(line.split(" (?![^{]*})", -1))
        .map(word -> NAME.matcher(word))
        .map(word -> word.replaceAll(name -> Matcher.quoteReplacement(path(name.group(1)))))
        .toArray(String[]::new);
  }

  /** A call that must succeed. */
  Call ok(String line) {
    return Call.ok(words(line));
  }

  /** A call that must fail with one sentence that has this part. */
  void fails(int code, String part, String line) {
    Call.fails(code, part, words(line));
  }

  void assertSameWeights(String a, String b) throws IOException {
    Path first = folder.resolve(a).resolve("model.safetensors");
    Path second = folder.resolve(b).resolve("model.safetensors");
    assertEquals(-1, Files.mismatch(first, second), a + " and " + b);
  }
}
