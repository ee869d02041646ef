package minitron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a JSON file may hold, and the one sentence on everything else. */
class JsonFileTest {
  private static final String AGAIN = "; fetch or save it again.";

  @TempDir Path temp;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(temp.resolve("config.json"), bytes);
  }

  private static JsonObject read(Path file) {
    return JsonFile.read(file, "a valid config", json -> json.tree("it"));
  }

  private static void refused(String sentence, Path file) {
    assertEquals(file + sentence, Refusal.of(() -> read(file)));
  }

  @Test
  void aTreeKeepsWhatTheFileSays() throws IOException {
    String text = "{\"a\":[1,-0.50,1e99,{\"b\":null}],\"é\":\"x\",\"t\":true,\"n\":{}}";
    assertEquals(text, read(file(text.getBytes(StandardCharsets.UTF_8))).toString());
  }

  /** ' stands for the double quote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | it is not an object",
        "[] | it is not an object",
        "{'a':1,'a':1} | it has the key 'a' twice",
        "{'a':[{'b':1,'b':1}]} | a has the key 'b' twice",
        "{'a':1}x | its JSON is broken or cut short at '$'",
        "{'a':1e999} | a holds '1e999', which is too large for a number",
        "{'a':NaN} | its JSON is broken or cut short at '$.a'",
        "{'a':'\\ud800'} | '?' is not valid Unicode",
      })
  void whatIsNoObjectIsRefused(String json, String fault) throws IOException {
    Path file = file(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    refused(" is not a valid config: " + fault.replace('\'', '"') + AGAIN, file);
  }

  @Test
  void depthIsLimited() throws IOException {
    String deep = "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
    assertEquals(deep, read(file(deep.getBytes(StandardCharsets.UTF_8))).toString());
    Path deeper = file(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    refused(" is not a valid config: a is nested deeper than 64 levels" + AGAIN, deeper);
  }

  @Test
  void aFileOfAnySizeIsNotTakenIntoMemory() throws IOException {
    Path file = file(new byte[] {'{'});
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(JsonFile.LARGEST + 1);
    }
    refused(" is not a valid config: it has 10000001 bytes; allowed: up to 10000000" + AGAIN, file);
  }

  @Test
  void whatIsNoFileIsRefused() {
    refused(" is not a valid config: it is not a file" + AGAIN, temp);
    Path none = temp.resolve("none");
    var e = assertThrows(UncheckedIOException.class, () -> read(none));
    assertEquals("Cannot read " + none + ": it does not exist.", e.getMessage());
    assertEquals(NoSuchFileException.class, e.getCause().getClass());
  }

  /** Latin 1 stands for bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version https://git-lfs.github.com/spec/v1 | is a git-lfs pointer",
        "<!DOCTYPE html><html> | is a web page",
        "  <html> | is a web page",
        "<?xml version='1.0'?><Error/> | is a web page",
        "{\"error\":\"Invalid credentials | is a server's error message",
        "Entry not found | is a text that begins with \"Entry not found\"",
        "'GGUF\u0003' | is a GGUF file of llama.cpp",
        "'PK\u0003\u0004' | is a zip archive",
        "'\u0080\u0002' | is a pickle",
        "'\u001f\u008b\b' | is a compressed file: unpack it first.",
        "'\u0089HDF' | is an HDF5 file",
      })
  void whatElseAFileIsIsSaid(String start, String sentence) throws IOException {
    Path file = file(start.getBytes(StandardCharsets.ISO_8859_1));
    String message = Refusal.of(() -> read(file));
    assertEquals(0, message.indexOf(file + " " + sentence), message);
  }

  @Test
  void nothingAndZerosAreBrokenDownloads() throws IOException {
    String again = "download it again, for example with hf download ORG/NAME --local-dir FOLDER.";
    refused(" is empty: " + again, file(new byte[0]));
    refused(" is zeros at its beginning, so its download broke: " + again, file(new byte[99]));
  }
}
