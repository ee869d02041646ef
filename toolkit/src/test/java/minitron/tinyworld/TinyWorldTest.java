package minitron.tinyworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minitron.text.ItemFolder;
import minitron.text.ItemSource;
import minitron.text.Row;
import minitron.text.TokenCorpus;
import minitron.text.Tokenizer;
import minitron.tinyworld.words.Register;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyWorldTest {
  private static final Path COMMITTED = Path.of("../datasets/tinyworld/tokenizer");

  @TempDir Path folder;

  @Test
  void everyKindHasItsItems() {
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> answers = new TreeMap<>();
    for (Row row : TinyWorld.items().split("winogrande", "validation").rows()) {
      kinds.merge(row.text("kind"), 1, Integer::sum);
      answers.merge(row.text("answer"), 1, Integer::sum);
    }
    assertEquals(Map.of("size", 400, "possession", 400, "place", 400, "count", 400), kinds);
    assertTrue(Math.abs(answers.get("1") - answers.get("2")) < 160, answers::toString);
  }

  @Test
  void writtenItemsAreThoseInMemory() {
    TinyWorld.writeItems(folder);
    ItemSource written = new ItemFolder(folder);
    for (String name : new String[] {"winogrande/validation", "mmlu/jurisprudence.test"}) {
      String dataset = name.substring(0, name.indexOf('/'));
      String split = name.substring(name.indexOf('/') + 1);
      assertEquals(
          TinyWorld.items().split(dataset, split).sha256(), written.split(dataset, split).sha256());
    }
  }

  @Test
  void anUnknownSplitIsNamed() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> TinyWorld.items().split("winogrande", "test"));
    assertTrue(e.getMessage().contains("winogrande/validation"), e.getMessage());
  }

  @Test
  void trainingTheTokenizerAgainGivesTheCommittedFiles() throws IOException {
    TinyWorld.trainTokenizer(folder, 256);
    for (String name : List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja")) {
      assertArrayEquals(
          Files.readAllBytes(COMMITTED.resolve(name)), Files.readAllBytes(folder.resolve(name)));
    }
  }

  @Test
  void corporaOfARegisterAreTokensOfItsStories() {
    Tokenizer tokenizer = Tokenizer.of(COMMITTED);
    TokenCorpus corpus = TinyWorld.corpus("shifted", tokenizer, 50_000);
    assertEquals("tinyworld shifted", corpus.name());
    int[] whole = tokenizer.encodePlain(new Stories(Register.of("shifted"), 8).text(50_000));
    assertEquals(whole.length, corpus.size());
    assertArrayEquals(whole, corpus.length(whole.length).train().block(0));
  }
}
