package minitron.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that only the files beside tokenizer.json name, held against transformers. */
final class ConfiguredTokensTest {
  @TempDir Path folder;

  private record Row(String text, List<Integer> ids, List<Integer> plain) {}

  private record Golden(
      String base,
      JsonObject parts,
      Map<String, JsonObject> files,
      Integer bos,
      Integer eos,
      List<Row> rows) {}

  private static final Map<String, Golden> ALL = all();

  private static Map<String, Golden> all() {
    Path file = TestTokenizers.folder("configured.json");
    try {
      return new Gson().fromJson(Files.readString(file), new TypeToken<>() {});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<String> names() {
    return ALL.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void tokensAreAddedAsTransformersAddsThem(String name) throws IOException {
    Golden golden = ALL.get(name);
    Path base = TestTokenizers.folder(golden.base).resolve("tokenizer.json");
    JsonObject tokenizer = JsonParser.parseString(Files.readString(base)).getAsJsonObject();
    golden.parts.asMap().forEach(tokenizer::add);
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer.toString());
    for (Map.Entry<String, JsonObject> file : golden.files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().toString());
    }
    Tokenizer ours = Tokenizer.of(folder);
    assertEquals(optional(golden.bos), ours.bos());
    assertEquals(optional(golden.eos), ours.eos());
    for (Row row : golden.rows) {
      assertEquals(row.ids, list(ours.encode(row.text)), row.text);
      assertEquals(row.plain, list(ours.encodePlain(row.text)), row.text);
    }
  }

  private static List<Integer> list(int[] ids) {
    return Arrays.stream(ids).boxed().toList();
  }

  private static OptionalInt optional(Integer id) {
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
