package minitron.eval.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import minitron.Damage;
import minitron.infer.Scored;
import minitron.io.Disk;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DamagedAnswersTest {
  private static final Map<String, Object> RUN = Map.of("task", "winogrande", "shots", 5);

  @Provide
  Arbitrary<Damage.File> logs() throws IOException {
    Path folder = Files.createTempDirectory("answers");
    Path file = folder.resolve("winogrande.jsonl");
    try (AnswerLog log = AnswerLog.open(file, RUN)) {
      log.add(log.key("a"), new Scored(-1.5, true));
      log.add(log.key("b"), new Scored(Double.NEGATIVE_INFINITY, false));
      log.add(log.key("c"), "written é\n");
    }
    byte[] whole = Files.readAllBytes(file);
    Disk.delete(folder);
    return Damage.of(whole);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void answersAreReadOrRefused(@ForAll("logs") Damage.File file) throws IOException {
    file.read(
        "winogrande.jsonl",
        path -> {
          try (AnswerLog log = AnswerLog.open(path, RUN)) {
            log.scored(log.key("a"));
            log.scored(log.key("b"));
            log.written(log.key("c"));
          }
        });
  }
}
