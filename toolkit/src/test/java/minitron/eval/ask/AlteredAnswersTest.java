package minitron.eval.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import minitron.Refusal;
import minitron.infer.Scored;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kept answer that was damaged or altered is not used, and the others are. */
class AlteredAnswersTest {
  private static final Map<String, Object> RUN = Map.of("task", "t", "shots", 5);
  private static final Scored SCORED = new Scored(-34.84324312210083, false);
  private static final Scored NEVER = new Scored(Double.NEGATIVE_INFINITY, true);
  private static final String TEXT = "Do \"you\" é\n";

  @TempDir Path temp;
  private Path file;

  @BeforeEach
  void write() {
    file = temp.resolve("answers.jsonl");
    try (AnswerLog log = AnswerLog.open(file, RUN)) {
      log.add("a", SCORED);
      log.add("b", NEVER);
      log.add("c", TEXT);
    }
  }

  private void read(int damaged, boolean a, boolean b, boolean c) {
    try (AnswerLog log = AnswerLog.open(file, RUN)) {
      assertEquals(damaged, log.damaged());
      assertEquals(a ? Optional.of(SCORED) : Optional.empty(), log.scored("a"));
      assertEquals(b ? Optional.of(NEVER) : Optional.empty(), log.scored("b"));
      assertEquals(c ? Optional.of(TEXT) : Optional.empty(), log.written("c"));
    }
  }

  private void alter(String from, String to) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void answersAreReadAgain() {
    read(0, true, true, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[-34.84324312210082,false]",
        "[-34.84324312210083,true]",
        "[34.84324312210083,false]",
        "[\"-34.84324312210083\",false]",
        "[\"NaN\",false]",
        "[1e999,false]",
        "[-34.8.4,false]",
        "[]",
        "null",
        "\"/dev/zero\"",
        "{}",
      })
  void anAlteredAnswerIsAskedAgainAndCountedOnce(String altered) throws IOException {
    alter("[-34.84324312210083,false]", altered);
    read(1, false, true, true);
    try (AnswerLog log = AnswerLog.open(file, RUN)) {
      assertEquals(0, log.damaged(), "it is known by now");
      log.add("a", SCORED);
    }
    read(0, true, true, true);
  }

  @Test
  void anotherRequestsAnswerIsNotTaken() throws IOException {
    alter("\"request\":\"b\"", "\"request\":\"a\"");
    read(1, true, false, true);
  }

  /** The check knows the run: a line of another model's answers is none of this one's. */
  @Test
  void anotherRunsAnswerIsNotTaken() throws IOException {
    Path other = temp.resolve("other.jsonl");
    try (AnswerLog log = AnswerLog.open(other, Map.of("task", "t", "shots", 0))) {
      log.add("a", new Scored(-1, true));
    }
    Files.writeString(file, Files.readString(file) + Files.readAllLines(other).get(1) + "\n");
    read(1, true, true, true);
  }

  @Test
  void aFirstLineThatIsBrokenLosesNoAnswer() throws IOException {
    alter("{\"run\"", "[\"run\"");
    read(1, true, true, true);
    read(0, true, true, true);
  }

  @Test
  void linesTwiceBlankNotUtf8OrTooLongAreNoAnswers() throws IOException {
    List<String> lines = Files.readAllLines(file);
    try (var out = Files.newOutputStream(file)) {
      for (String line :
          List.of(lines.get(0), lines.get(1), lines.get(1), "", "# a", lines.get(3))) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      out.write(new byte[] {(byte) 0xff, '\n'});
      byte[] endless = new byte[LogFile.LONGEST + 1000];
      Arrays.fill(endless, (byte) 'A');
      out.write(endless);
      out.write('\n');
    }
    read(2, true, false, true);
    read(0, true, false, true);
  }

  @Test
  void whatIsNoFileOfAnswersIsRefused() throws IOException {
    refused("is a folder", temp);
    Path huge = temp.resolve("huge.jsonl");
    try (var sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    refused("too large", huge);
  }

  private static void refused(String part, Path path) {
    Refusal.of(() -> AnswerLog.open(path, RUN), part);
  }

  /** Whatever a bit or a cut does, an answer is the one that was given or it is not there. */
  @Test
  void noDamageGivesAnotherAnswer() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    var random = new Random(7);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(99));
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, bytes);
      try (AnswerLog log = AnswerLog.open(file, RUN)) {
        log.scored("a").ifPresent(found -> assertEquals(SCORED, found));
        log.scored("b").ifPresent(found -> assertEquals(NEVER, found));
        log.written("c").ifPresent(found -> assertEquals(TEXT, found));
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().contains("another run, or its first line"), e.getMessage());
      }
    }
  }
}
