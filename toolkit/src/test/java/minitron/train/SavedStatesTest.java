package minitron.train;

import static minitron.train.SmallRun.OPTIONS;
import static minitron.train.SmallRun.model;
import static minitron.train.SmallRun.train;
import static minitron.train.SmallRun.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minitron.Listening;
import minitron.io.Disk;
import minitron.train.state.TrainingStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training states that are damaged, of another run, or complete. */
class SavedStatesTest {
  @TempDir Path temp;

  private Run run(TrainOptions options, List<String> heard) {
    var listening = new Listening();
    Run run = trainer(model(), new NextToken(), options).run(List.of(), listening);
    heard.addAll(listening.sentences);
    return run;
  }

  /** A run of 8 steps that left its states at steps 6 and 8. */
  private TrainOptions saved() {
    train(OPTIONS.checkpoints(new TrainingStates(temp, 3, false)));
    return OPTIONS.checkpoints(new TrainingStates(temp, 3, true));
  }

  private Path file(int step, String name) {
    return temp.resolve("step-0000000" + step).resolve(name);
  }

  @Test
  void theSameCellGoesOnAndSaysFromWhere() {
    Run whole = train(OPTIONS);
    TrainOptions options = OPTIONS.checkpoint(temp.resolve("état 1").toString());
    trainer(model(), new NextToken(), options).run(List.of(), SmallRun.stopAfter(5));
    List<String> heard = new ArrayList<>();
    Run resumed = run(options, heard);
    run(options, heard);
    String where = "kept in " + temp.resolve("état 1") + ".";
    assertEquals(
        List.of(
            "It goes on from update 5 of 8, " + where,
            "It is complete already: all of its 8 updates are " + where),
        heard);
    Run again = train(options);
    for (Run run : List.of(resumed, again)) {
      assertEquals(whole.steps(), run.steps());
      assertEquals(whole.model().sha256(), run.model().sha256());
      assertTrue(run.finished());
    }
  }

  @Test
  void aChangedOptionIsRefusedByItsName() {
    TrainOptions resume = saved();
    refused("learningRate was 0.01 and is 0.02, minLearning", resume.learningRate(2e-2));
    refused("tokens was 512 and is 576: repeat what the run in " + temp, resume.tokens(576));
    refused("seed was 0 and is 1: ", resume.seed(1));
    var anew = new TrainingStates(temp, 4, false);
    refused("go on from them with --resume", OPTIONS.checkpoints(anew));
  }

  private static void refused(String part, TrainOptions options) {
    var e = assertThrows(IllegalArgumentException.class, () -> train(options));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void theStateBeforeADamagedOneIsTaken() throws IOException {
    Run whole = train(OPTIONS);
    TrainOptions resume = saved();
    Files.writeString(temp.resolve(".step-00000007.0123abcd.partial"), "of a killed run");
    try (var arrays = new RandomAccessFile(file(8, "arrays.safetensors").toFile(), "rw")) {
      arrays.seek(arrays.length() - 5);
      arrays.write(77); // one byte of one value
    }
    List<String> heard = new ArrayList<>();
    Run resumed = run(resume, heard);
    assertEquals(whole.model().sha256(), resumed.model().sha256());
    assertEquals(
        List.of(
            "The training state "
                + temp.resolve("step-00000008")
                + " is damaged (arrays.safetensors: it is not what was written), so the one before"
                + " it is taken.",
            "It goes on from update 6 of 8, kept in " + temp + "."),
        heard);
    heard.clear();
    assertEquals(whole.model().sha256(), run(resume, heard).model().sha256());
    assertTrue(heard.get(0).contains("complete"), heard.toString());
    try (var files = Files.list(temp)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void whereNoStateIsWholeNothingIsBegunAnew() throws IOException {
    TrainOptions resume = saved();
    Disk.delete(temp.resolve("step-00000006"));
    String good = Files.readString(file(8, "state.json"));
    String loss = good.replaceFirst("(?s).*?\"loss\":([^,]*),.*", "$1");
    for (String bad :
        List.of(
            "",
            "{}",
            "null",
            "[]",
            good.substring(0, good.length() / 2),
            good + "x",
            good.replace(loss, loss.replaceFirst("\\d$", "") + "77"),
            good.replace(loss, "NaN"),
            good.replace(loss, "1e999"),
            good.replace(loss, "\"" + loss + "\""),
            good.replace(loss, "null"),
            good.replace(loss, "0x10"),
            good.replace(loss, "[".repeat(5000)),
            good.replaceFirst("\"step\":8", "\"step\":8,\"step\":8"),
            good.replaceFirst("\"step\":8", "\"step\":9223372036854775808"),
            good.replaceFirst("\"step\":8", "\"step\":2147483647"),
            good.replaceFirst("\"steps\":", "\"other\":"),
            good.replaceFirst("\"format\":2", "\"format\":3"),
            "{\"what\":\"test\",\"step\":8,\"steps\":[],\"validations\":[]}")) {
      assertFalse(bad.equals(good));
      Files.writeString(file(8, "state.json"), bad);
      unusable(resume);
    }
    Files.write(file(8, "state.json"), new byte[] {'{', (byte) 0xff, '}'});
    unusable(resume);
    Files.delete(file(8, "state.json"));
    unusable(resume);
    Files.createDirectory(file(8, "state.json"));
    unusable(resume);
    Disk.delete(file(8, "state.json"));
    Files.writeString(file(8, "state.json"), good);
    Path arrays = file(8, "arrays.safetensors");
    byte[] bytes = Files.readAllBytes(arrays);
    for (int length : new int[] {0, 7, 100, bytes.length - 1}) {
      Files.write(arrays, Arrays.copyOf(bytes, length));
      unusable(resume);
    }
    Files.delete(arrays);
    unusable(resume);
    Files.write(arrays, bytes);
    assertTrue(train(resume).finished());
    Disk.delete(temp.resolve("step-00000008"));
    Files.writeString(temp.resolve("step-00000008"), "no folder");
    unusable(resume);
  }

  private void unusable(TrainOptions options) {
    var e = assertThrows(IllegalArgumentException.class, () -> train(options));
    String message = e.getMessage();
    assertTrue(message.startsWith("The training state " + temp.resolve("step-00000008")), message);
    assertTrue(message.endsWith("name another folder to begin anew."), message);
    assertFalse(message.contains("Exception") || message.contains("JsonReader"), message);
    assertTrue(message.length() < 600, message);
  }
}
