package minitron.cli;

import static minitron.cli.Call.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that a user names, from a shell. */
class SandboxCommandTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aVerdictALine() throws IOException {
    String good = file("good.py", "\ufeffdef f(): return 3\r\nassert f() == 3\r\n");
    String bad = file("bad.py", "raise Exception('a\\x1b[2J\\nb')");
    Call call = Call.of("sandbox", good, bad, "--allow-weak-sandbox");
    Assumptions.assumeFalse(call.err().contains("none on the PATH"), call.err());
    assertEquals(0, call.code(), call.err());
    List<String> lines = call.out().lines().toList();
    assertEquals(List.of(good + ": passed", bad + ": failed: a [2J b"), lines);
  }

  @Test
  void whatIsNoProgramIsOneSentence() throws IOException {
    String good = file("good.py", "pass");
    fails(1, " is a folder: name the programs in it", "sandbox", folder.toString());
    fails(1, "There is no file ", "sandbox", good, folder.resolve("gone.py").toString());
    fails(1, " is empty", "sandbox", file("empty.py", " \n"));
    Path latin = Files.write(folder.resolve("latin.py"), new byte[] {'#', (byte) 0xe9});
    fails(1, " is not UTF-8", "sandbox", latin.toString());
    fails(2, "FILE", "sandbox");
    fails(2, "--way", "sandbox", good, "--way", "chroot");
  }
}
