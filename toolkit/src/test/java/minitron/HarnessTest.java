package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.data.ItemSource;
import minitron.eval.Evaluation;
import minitron.kernel.Mime;
import minitron.model.CausalLm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation as a notebook types it. */
class HarnessTest {
  @TempDir Path temp;
  private Path model;
  private ItemSource items;

  @BeforeEach
  void write() throws IOException {
    model = Fixtures.model(temp.resolve("model"));
    String[] things = {"ball", "box", "hat", "dog", "cat", "cup"};
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(
          """
          {"sentence": "Tom saw the _ and ran %d times.", "option1": "%s", "option2": "%s", "answer": "%d"}\
          """
              .formatted(i, things[i % 6], things[(i + 1 + i / 6) % 6], 1 + i % 2));
    }
    Files.createDirectories(temp.resolve("items/winogrande"));
    Files.write(temp.resolve("items/winogrande/validation.jsonl"), rows);
    Files.write(temp.resolve("items/winogrande/train.jsonl"), rows.subList(0, 4));
    items = Items.folder(temp.resolve("items").toString());
  }

  @Test
  void twoModelsAreComparedDocumentByDocument() {
    try (CausalLm teacher = Checkpoint.load(model.toString());
        CausalLm student = Depth.drop(teacher, Layers.of(2))) {
      Evaluation first = Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(0));
      Evaluation second = Harness.evaluate(student, items, Tasks.WINOGRANDE.shots(0));
      Differences compared = Harness.compare(first, second).named("teacher", "student");
      double gained =
          second.task("winogrande").score("acc") - first.task("winogrande").score("acc");
      assertEquals(gained, compared.rows().get(0).difference().value(), 1e-12);
      assertEquals(1, compared.table().rowCount());
      String text = Mime.bundle(compared).toString();
      assertTrue(text.contains("student − teacher") && text.contains("McNemar p"), text);
      assertEquals(0, Harness.compare(first, first).rows().get(0).difference().value());
      Evaluation fewer =
          Harness.evaluate(teacher, items, Harness.options().limit(3), Tasks.WINOGRANDE.shots(0));
      var e = assertThrows(IllegalArgumentException.class, () -> Harness.compare(first, fewer));
      assertTrue(e.getMessage().contains("documents are 12"), e.getMessage());
    }
  }

  @Test
  void anEvaluationIsShownWithItsErrorAndItsChance() {
    try (CausalLm teacher = Checkpoint.load(model.toString())) {
      Evaluation found = Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(2));
      String text = Mime.bundle(found).text();
      assertTrue(text.contains("| task       | shots | measure |"), text);
      assertTrue(text.contains(" ± ") && text.contains(" 50.0 % |        12 |"), text);
    }
  }
}
