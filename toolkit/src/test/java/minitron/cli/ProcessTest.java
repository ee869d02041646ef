package minitron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import minitron.Fixtures;
import minitron.hub.FakeHub;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees of a command: its exit code and its two streams, in any surroundings. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTest {
  @TempDir Path temp;

  /** A line of bash in which $M is the command. */
  private Call bash(String line, Map<String, String> environment) throws Exception {
    Path out = temp.resolve("out.txt");
    Path err = temp.resolve("err.txt");
    var builder = new ProcessBuilder("bash", "-c", line);
    builder.environment().putAll(environment);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder
        .environment()
        .put("J", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    try {
      int code = builder.start().waitFor();
      return new Call(code, Files.readString(out), Files.readString(err));
    } catch (IOException missing) {
      Assumptions.abort("there is no bash");
      throw missing;
    }
  }

  private Call bash(String line) throws Exception {
    return bash(line, Map.of());
  }

  private static void fails(Call call, String part) {
    assertEquals(1, call.code(), call.toString());
    assertTrue(call.err().contains(part), call.toString());
    assertEquals(1, call.err().strip().lines().count(), call.toString());
  }

  @Test
  void everyErrorOfJavaIsOneSentenceAndTheEnd() throws Exception {
    String model = Fixtures.model(temp.resolve("model")).toString();
    String text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
    String command = " minitron.cli.Main evaluate " + model + " --length 32 --perplexity " + text;
    fails(bash("exec $J -XX:MaxDirectMemorySize=1k" + command), "-XX:MaxDirectMemorySize");
    fails(bash("exec $J -XX:MaxMetaspaceSize=4m" + command), "too little memory");
    fails(bash("ulimit -n 24; exec $J" + command), "ulimit -n");
  }

  @Test
  void outputThatIsNotWrittenIsAFailure() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    String help = "$J minitron.cli.Main evaluate --help ";
    fails(bash(help + "> /dev/full"), "The output could not be written: No space left on device.");
    fails(bash(help + ">&-"), "The output could not be written");
    Call pipe = bash(help + "| true; exit ${PIPESTATUS[0]}");
    assertEquals(1, pipe.code(), pipe.toString());
    assertEquals("", pipe.err(), "who reads no more needs no sentence");
  }

  @Test
  void aLocaleWithoutOurSignsGetsThemAndAPathWithoutItsOwnIsNamed() throws Exception {
    String model = Fixtures.model(temp.resolve("model")).toString();
    String prune = "exec $J minitron.cli.Main prune --drop 2-3 " + model + " " + temp;
    for (String locale : new String[] {"C", "POSIX"}) {
      Map<String, String> environment = Map.of("LC_ALL", locale);
      Call table = bash(prune + "/" + locale, environment);
      assertTrue(table.out().contains("dropped: layers 2–3 ("), table.toString());
      assertEquals("", table.err());
      Call path =
          bash("exec $J minitron.cli.Main prune --drop 1 $'mod\\xc3\\xa8le' x", environment);
      // A Java that reads UTF-8 there can name the folder, and does not find it.
      boolean named = path.err().contains("LC_ALL=C.UTF-8");
      fails(path, named ? "mod??le" : "modèle");
    }
  }

  /** Laid out as huggingface_hub does it: the snapshot's files are links to blobs. */
  @Test
  void aModelOfTheHubsCacheIsFoundByItsName() throws Exception {
    Path home = temp.resolve("hf");
    Path hub = Files.createDirectories(home.resolve("hub/models--org--name"));
    Path blobs = Fixtures.model(hub.resolve("blobs"));
    Path snapshot = Files.createDirectories(hub.resolve("snapshots/0123abc"));
    try (Stream<Path> files = Files.list(blobs)) {
      for (Path file : files.toList()) {
        Path link = snapshot.resolve(file.getFileName());
        Files.createSymbolicLink(link, Path.of("../../blobs").resolve(file.getFileName()));
      }
    }
    Files.createDirectories(hub.resolve("refs"));
    Files.writeString(hub.resolve("refs/main"), "0123abc");
    String prune = "exec $J minitron.cli.Main prune --drop 2-3 org/name %s/out".formatted(temp);
    fails(bash(prune, Map.of("HF_HUB_CACHE", temp.toString())), "no such model in the hub's cache");
    Call call = bash(prune, Map.of("HF_HUB_CACHE", "", "HF_HOME", home.toString()));
    assertEquals(0, call.code(), call.toString());
    assertTrue(Files.isRegularFile(temp.resolve("out/model.safetensors")));
  }

  @Test
  void aModelIsFetchedAndThenFoundByItsName() throws Exception {
    Path home = temp.resolve("hf");
    try (FakeHub hub = FakeHub.of(Fixtures.model(temp.resolve("model")))) {
      Map<String, String> online =
          Map.of(
              "HF_ENDPOINT",
              hub.endpoint(),
              "HF_HOME",
              home.toString(),
              "HF_HUB_CACHE",
              "",
              "NO_PROXY",
              "*");
      String download = "exec $J minitron.cli.Main download ";
      Call call = bash(download + "org/name", online);
      assertEquals(0, call.code(), call.toString());
      String folder = call.out().lines().skip(1).findFirst().orElse(call.toString());
      assertTrue(folder.startsWith(home + "/hub/models--org--name/snapshots/0123"), folder);
      fails(bash(download + "org/other", online), "has no model org/other: check the name.");
    }
    Map<String, String> offline = Map.of("HF_HUB_OFFLINE", "1", "HF_HOME", home.toString());
    String prune = "exec $J minitron.cli.Main prune --drop 2-3 org/name %s/out".formatted(temp);
    assertEquals(0, bash(prune, offline).code());
    fails(bash("exec $J minitron.cli.Main download org/name", offline), "HF_HUB_OFFLINE=1 forbids");
  }

  @Test
  void aSecondRunIsReadFromTheUsersCache() throws Exception {
    String model = Fixtures.model(temp.resolve("model")).toString();
    String text = Fixtures.text(temp.resolve("text.txt"), 200).toString();
    String correct =
        "exec $J minitron.cli.Main correct --tokens 64 --batch 1 --length 32 --corpus %s %s %s/"
            .formatted(text, model, temp);
    Path cache = temp.resolve("cache");
    Map<String, String> on = Map.of("MINITRON_RUNS", "", "XDG_CACHE_HOME", cache.toString());
    String[] outs = {"first", "second", "third"};
    for (String out : outs) {
      boolean off = out.equals("third");
      Call call = bash(correct + out, off ? Map.of("MINITRON_RUNS", "off") : on);
      assertEquals(0, call.code(), call.toString());
      boolean read = call.out().contains("Read from the kept runs; MINITRON_RUNS=off");
      assertEquals(out.equals("second"), read, call.toString());
      Path first = temp.resolve("first/model.safetensors");
      assertEquals(-1, Files.mismatch(first, temp.resolve(out).resolve("model.safetensors")));
    }
    assertTrue(Files.isDirectory(cache.resolve("minitron/runs")));
  }

  @Test
  void aGoodRunComplainsOfNothing() throws Exception {
    String model = Fixtures.model(temp.resolve("model")).toString();
    Files.createDirectories(temp.resolve("items/winogrande"));
    Files.writeString(
        temp.resolve("items/winogrande/validation.jsonl"),
        """
        {"sentence": "the cat sat on the _ .", "option1": "mat", "option2": "dog", "answer": "1"}
        """);
    Call call =
        bash(
            "exec $J minitron.cli.Main evaluate --task winogrande=0 --data "
                + temp.resolve("items")
                + " "
                + model);
    assertEquals(0, call.code(), call.toString());
    boolean quiet = call.err().lines().allMatch(line -> line.startsWith("Evaluating"));
    assertTrue(quiet, call.toString());
  }
}
