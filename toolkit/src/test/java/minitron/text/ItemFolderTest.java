package minitron.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemFolderTest {
  @TempDir Path folder;

  @Test
  void readsASplitWithItsHash() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("mmlu")).resolve("x.dev.jsonl"), "{}\n");
    ItemSplit split = new ItemFolder(folder).split("mmlu", "x.dev");
    assertEquals("mmlu/x.dev.jsonl", split.name());
    assertEquals(1, split.rows().size());
    // printf '{}\n' | sha256sum
    assertEquals(
        "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356", split.sha256());
  }

  @Test
  void readsAListWhereThereAreNoLines() throws IOException {
    Path list = Files.createDirectory(folder.resolve("rag")).resolve("dev.json");
    Files.writeString(list, "\n [{\"a\": 1},\n {\"a\": 2}]");
    ItemSplit split = new ItemFolder(folder).split("rag", "dev");
    assertEquals("rag/dev.json", split.name());
    assertEquals(2, split.rows().get(1).whole("a"));
    assertEquals(list + " row 2", split.rows().get(1).where());
    Files.writeString(list, "{\"a\": 3}\n");
    assertEquals(3, new ItemFolder(folder).split("rag", "dev").rows().get(0).whole("a"), "lines");
    for (String broken : new String[] {"[]", "[1]", "[{}", "[{}]]"}) {
      Files.writeString(list, broken);
      Refusal.of(() -> new ItemFolder(folder).split("rag", "dev"), "is not one JSON list");
    }
  }

  @Test
  void saysWhatIsMissingAndWhatIsThere() throws IOException {
    Files.createDirectory(folder.resolve("arc"));
    Refusal.of(
        () -> new ItemFolder(folder).split("mmlu", "x.dev"),
        folder.resolve("mmlu/x.dev.jsonl").toString(),
        "holds: arc");
    assertThrows(IllegalArgumentException.class, () -> new ItemFolder(folder.resolve("nowhere")));
  }
}
