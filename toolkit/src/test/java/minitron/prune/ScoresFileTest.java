package minitron.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import minitron.Fixtures;
import minitron.runs.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of scores: what is read is what was saved, or one sentence says what is wrong. */
class ScoresFileTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final WidthScores KNOWN =
      new WidthScores(
          List.of(1f, 2f),
          List.of(List.of(3f), List.of(4f)),
          List.of(List.of(5f), List.of(6f)),
          "2 samples",
          Ending.part("stopped on request after 1 of 2 batches"),
          Optional.of(new TakenOn(HASH, "llama", HASH, new Calibration(HASH, 2, 24, "mean"))),
          false);

  @TempDir Path temp;

  private Path file() {
    return temp.resolve("scores.safetensors");
  }

  private WidthScores again(WidthScores scores) {
    ScoresFile.write(scores, file());
    return ScoresFile.read(file());
  }

  @Test
  void aFileSaysWhatScoresWereTakenOn() {
    assertEquals(KNOWN, again(KNOWN));
  }

  @Test
  void randomScoresAreOfNoModel() {
    WidthScores random = WidthScores.random(Fixtures.config(2), 1);
    assertEquals(random, again(random));
    assertTrue(random.anyModel());
  }

  @Test
  void insistingIsNotSaved() {
    assertEquals(KNOWN, again(KNOWN.forAnyModel()));
  }

  /** What was saved before files said whose scores they are. */
  @Test
  void olderFilesAreOfAnUnknownModel() throws IOException {
    write("[2]", "[1]", "'importance.heads.0':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}");
    WidthScores older = ScoresFile.read(file());
    assertEquals(List.of(1f, 2f), older.hidden());
    assertEquals(List.of(List.of(4f)), older.heads());
    assertEquals("2 samples", older.origin());
    assertEquals(Optional.empty(), older.takenOn());
    assertFalse(older.anyModel());
  }

  private void write(String hidden, String mlp, String rest) throws IOException {
    String json =
        """
        {'__metadata__':{'origin':'2 samples'},\
        'importance.hidden':{'dtype':'F32','shape':%s,'data_offsets':[0,8]},\
        'importance.mlp.0':{'dtype':'F32','shape':%s,'data_offsets':[8,12]},%s}"""
            .formatted(hidden, mlp, rest)
            .replace('\'', '"');
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    bytes.putFloat(1).putFloat(2).putFloat(3).putFloat(4);
    Files.write(file(), bytes.array());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1,2] | [1] | 'importance.heads.0':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}"
            + "| the tensor importance.hidden is F32 of shape",
        "[2] | [1] | 'importance.heads.0':{'dtype':'I32','shape':[1],'data_offsets':[12,16]}"
            + "| the tensor importance.heads.0 is I32 of shape",
        "[2] | [] | 'importance.heads.0':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}"
            + "| the tensor importance.mlp.0 is F32 of shape",
        "[2] | [1] | 'importance.heads.1':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}"
            + "| the tensor importance.heads.0 is missing",
        "[2] | [1] | 'importance.heads.0':{'dtype':'F32','shape':[0],'data_offsets':[12,12]},"
            + "'importance.heads.1':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}"
            + "| the tensor importance.heads.0 is F32 of shape",
      })
  void whatIsNoFileOfScoresIsRefused(String hidden, String mlp, String rest, String part)
      throws IOException {
    write(hidden, mlp, rest);
    refused(part);
  }

  @Test
  void whatHasNoPlaceIsRefused() throws IOException {
    write(
        "[2]",
        "[1]",
        "'importance.heads.0':{'dtype':'F32','shape':[],'data_offsets':[12,16]}"
            .replace("[]", "[1]")
            .replace("heads.0", "heads.00"));
    refused("the tensor importance.heads.0 is missing");
  }

  private void refused(String part) {
    var e = assertThrows(IllegalArgumentException.class, () -> ScoresFile.read(file()));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void anAlteredScoreIsNoticed() throws IOException {
    ScoresFile.write(KNOWN, file());
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 1] ^= 1; // another finite number
    Files.write(file(), bytes);
    refused("it was altered after it was saved");
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() throws IOException {
    ScoresFile.write(KNOWN, file());
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 1] = (byte) 0x7f;
    bytes[bytes.length - 2] = (byte) 0xc0;
    Files.write(file(), bytes);
    refused("holds the score NaN");
  }

  /** A damaged file is refused, or the damage is in what does not count. */
  @Test
  void noDamageGivesOtherScores() throws IOException {
    ScoresFile.write(KNOWN, file());
    byte[] whole = Files.readAllBytes(file());
    var random = new Random(5);
    for (int i = 0; i < 500; i++) {
      byte[] bytes =
          random.nextInt(8) == 0
              ? Arrays.copyOf(whole, random.nextInt(whole.length))
              : whole.clone();
      for (int flips = random.nextInt(3); flips >= 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file(), bytes);
      try {
        assertEquals(KNOWN, ScoresFile.read(file()));
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().length() < 500, e.getMessage());
      }
    }
  }
}
