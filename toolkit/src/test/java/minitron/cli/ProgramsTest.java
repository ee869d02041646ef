package minitron.cli;

import static minitron.cli.Call.fails;
import static minitron.cli.Call.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Fixtures;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that run what the model writes, from a shell. */
class ProgramsTest {
  @TempDir Path temp;
  private String model;
  private String data;

  @BeforeEach
  void open() throws IOException {
    model = Fixtures.model(temp.resolve("model")).toString();
    data = temp.resolve("items").toString();
    Files.createDirectories(temp.resolve("items/mbpp"));
    String row =
        "{\"text\": \"Say yes.\", \"test_list\": [\"assert f()\", \"assert f()\", \"assert f()\"]}\n";
    Files.writeString(temp.resolve("items/mbpp/test.jsonl"), row.repeat(2));
  }

  private String[] evaluate(String flags) {
    return words("evaluate --task mbpp --max-tokens 8" + flags, model, "--data", data);
  }

  @Test
  void theyRunWhereTheResultSays() throws IOException {
    Path out = temp.resolve("out.json");
    Call call =
        Call.of(
            evaluate(
                " --samples 3 --temperature 0.2 --top-p 0.95 --allow-code --allow-weak-sandbox"
                    + " --out "
                    + out));
    Assumptions.assumeFalse(call.err().contains("none on the PATH"), call.err());
    assertEquals(0, call.code(), call.err());
    assertTrue(call.out().contains("3 texts a prompt, temperature 0.2, top-p 0.95"), call.out());
    assertTrue(call.out().contains("programs ran in this sandbox: "), call.out());
    assertTrue(call.out().contains("|pass_at_1|"), call.out());
    JsonObject json = JsonParser.parseString(Files.readString(out)).getAsJsonObject();
    JsonObject scores = json.getAsJsonObject("results").getAsJsonObject("mbpp");
    assertEquals(0, scores.get("pass_at_1,none").getAsDouble());
  }

  @Test
  void theyAreRefusedUnlessAllowed() {
    fails(1, "mbpp runs programs", evaluate(""));
    fails(2, "--allow-code lets them", evaluate(" --allow-weak-sandbox"));
  }

  @Test
  void drawsThatDoNotFitTogetherAreRefused() {
    fails(1, "20 samples at temperature 0", evaluate(" --samples 20"));
    fails(1, "0 samples", evaluate(" --samples 0"));
    fails(1, "temperature -1.0", evaluate(" --temperature -1"));
    fails(1, "top-p 2.0", evaluate(" --temperature 1 --top-p 2"));
    fails(1, "top-p 0.5 does nothing", evaluate(" --top-p 0.5"));
  }
}
