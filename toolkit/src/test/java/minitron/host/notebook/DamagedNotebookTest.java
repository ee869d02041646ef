package minitron.host.notebook;

import java.io.IOException;
import java.nio.file.Files;
import minitron.Damage;
import minitron.io.Disk;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DamagedNotebookTest {
  @Provide
  Arbitrary<Damage.File> notebooks() throws IOException {
    var folder = Files.createTempDirectory("notebook");
    try {
      return Damage.of(Files.readAllBytes(TestNotebook.write(folder, "int a = 1;\na + 1", "a")));
    } finally {
      Disk.delete(folder);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void aNotebookIsReadOrRefused(@ForAll("notebooks") Damage.File file) throws IOException {
    file.read(
        "00-test.ipynb",
        path -> {
          Notebook notebook = Notebook.read(path);
          notebook.cells().forEach(DamagedNotebookTest::use);
          notebook.write();
        });
  }

  private static void use(Notebook.Cell cell) {
    if (!cell.mayFail() && !cell.source().isBlank()) {
      cell.clear();
    }
  }
}
