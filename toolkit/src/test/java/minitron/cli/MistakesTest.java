package minitron.cli;

import static minitron.cli.Call.fails;
import static minitron.cli.Call.words;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import minitron.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake gets one sentence, and a code: 2 for bad arguments, 1 for a failure. */
class MistakesTest {
  @TempDir Path temp;
  private Path model;
  private String home;
  private String text;
  private String out;

  @BeforeEach
  void open() {
    model = Fixtures.model(temp.resolve("model"));
    home = model.toString();
    text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
    out = temp.resolve("out").toString();
  }

  @AfterEach
  void nothingWasWritten() {
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void aCheckpointThatIsMissingOtherOrCut() throws IOException {
    Path gpt = Files.createDirectories(temp.resolve("gpt"));
    Files.writeString(gpt.resolve("config.json"), "{\"model_type\": \"gpt2\"}");
    Files.copy(model.resolve("model.safetensors"), gpt.resolve("model.safetensors"));
    Path cut = Files.createDirectories(temp.resolve("cut"));
    Files.copy(model.resolve("config.json"), cut.resolve("config.json"));
    byte[] bytes = Files.readAllBytes(model.resolve("model.safetensors"));
    Files.write(cut.resolve("model.safetensors"), Arrays.copyOf(bytes, bytes.length - 100));
    String nowhere = temp.resolve("nowhere").toString();
    fails(1, "There is no folder", "evaluate", nowhere, "--perplexity", text);
    fails(1, "unknown model_type 'gpt2'", "evaluate", gpt.toString(), "--perplexity", text);
    fails(1, "not a valid safetensors file", "evaluate", cut.toString(), "--perplexity", text);
  }

  @Test
  void aSizeThatDoesNotFitTheModel() {
    String[] rest = {home, out, "--calibration", text};
    fails(1, "hidden 99 cannot be kept", words("prune --hidden 99", rest));
    fails(1, "heads 3 is not a multiple", words("prune --heads 3", rest));
    fails(
        1,
        "blocks of 32 tokens were asked for",
        words("prune --mlp 3 --samples 99999 --length 32", rest));
    fails(1, "There is no layer 9", words("prune --drop 8-9", home, out));
    fails(1, "A block of 7 layers", words("sweep --sizes 7", home, "--corpus", text));
  }

  @Test
  void aPlaceThatCannotBeWritten() {
    fails(1, "exists already", words("prune --drop 1", home, home));
    fails(1, "cannot be written", words("prune --drop 1", home, text + "/x"));
  }

  @Test
  void twoBudgetsAtOnce() {
    String folder = temp.resolve("none").toString();
    fails(
        2,
        "--fast is the same as --budget fast",
        words("notebooks --fast --budget full --folder", folder));
    fails(
        2,
        "Invalid value for option '--budget'",
        words("notebooks --budget huge --folder", folder));
  }

  @Test
  void anOptionThatIsWrongOrMissing() {
    String[] training = {"--corpus", text, home, out};
    fails(2, "needs --calibration", words("prune --mlp 3", home, out));
    fails(2, "--task needs NAME=SHOTS", words("evaluate --task --data x", home));
    fails(1, "There is no task", words("evaluate", home, "--task", "chess=1", "--data", home));
    fails(2, "but was 'f8'", words("correct --tokens 9 --dtype f8", training));
    fails(1, "tokens 0", words("correct --tokens 0", training));
    fails(2, "Unknown option: '--wide=3'", words("prune --wide=3", home, out));
    fails(2, "Missing required option: '--corpus", words("correct --tokens 9", home, out));
    fails(2, "Unmatched argument", "frobnicate");
  }
}
