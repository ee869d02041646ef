package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import minitron.tinyworld.Stories;
import minitron.tinyworld.words.Register;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a language writes digits of its own, files and texts have 0 to 9 all the same. */
class LocaleTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void setArabic() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    assertEquals("٥", "%d".formatted(5));
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void shardsAndTheirIndexAreThoseOfEveryLanguage(@TempDir Path within) throws IOException {
    Path folder = within.resolve("model");
    Path home = Fixtures.resource("/tokenizers/metaspace");
    try (CausalLm fresh = FreshModel.of(Fixtures.config(1), 1, home)) {
      Checkpoints.save(fresh, folder, 30_000);
      assertTrue(Files.exists(folder.resolve("model-00001-of-00003.safetensors")), list(folder));
      try (CausalLm read = Checkpoints.open(folder)) {
        assertEquals(fresh.toString(), read.toString());
      }
    }
  }

  private static String list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).collect(Collectors.joining(" "));
    }
  }

  @Test
  void sumsAreWrittenInTheDigitsThatEveryTokenizerKnows() {
    String stories = new Stories(Register.ORIGINAL, 1).text(100_000);
    assertTrue(stories.contains("\n#### "));
    assertEquals("", stories.replaceAll("[ -~\n]", ""));
  }
}
