package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.report.Csv;
import minitron.report.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentences of the paper, and the verdicts that belong to them. */
class InsightsTest {
  private static final String WIDTH = "05-width-against-depth-figure5";

  @TempDir Path results;

  /** A claim that was reworded in its notebook would lose its sentence. */
  @Test
  void everySentenceHasAReasonOrAClaimInItsNotebook() throws IOException {
    for (Insights.Insight insight : Insights.in(results).all()) {
      assertTrue(insight.why().isEmpty() != insight.notebook().isEmpty(), insight.toString());
      if (!insight.notebook().isEmpty()) {
        String notebook = Files.readString(Path.of("../notebooks", insight.notebook() + ".ipynb"));
        assertTrue(notebook.contains("Paper.claim("), insight.notebook());
        assertTrue(notebook.contains('"' + insight.claim() + "\\\""), insight.toString());
      }
    }
  }

  @Test
  void verdictsAreReadAsTheyWereSaved() throws IOException {
    Claim claim = new Claim("Width pruning results in smaller initial loss", "Figure 5", "");
    Verdict saved = claim.less("nats", new double[] {1, 1.1}, new double[] {2, 2.1}, .01);
    Verdict never = new Claim("no", "nowhere", "").above("×", new double[] {1 / 0.}, 50);
    Path folder = Files.createDirectory(results.resolve(WIDTH));
    Csv.write(Records.table("", List.of(saved, never)), folder.resolve("verdicts.csv"));
    List<Verdict> read = Verdicts.read(folder).orElseThrow().all();
    assertEquals(saved, read.get(0));
    assertEquals(never.outcome(), read.get(1).outcome());
    assertTrue(Verdicts.read(results).isEmpty());
    Verdict one = claim.less("nats", new double[] {1}, new double[] {2}, .01);
    Csv.write(Records.table("", List.of(one)), folder.resolve("verdicts.csv"));
    assertEquals(List.of(one), Verdicts.read(folder).orElseThrow().all());
  }

  @Test
  void aSentenceHasTheVerdictsOfBothWorlds() throws IOException {
    Claim claim = new Claim("Width pruning results in smaller initial loss", "Figure 5", "");
    Verdict saved = claim.less("nats", new double[] {1, 1.1}, new double[] {2, 2.1}, .01);
    Path folder = Files.createDirectories(results.resolve("other").resolve(WIDTH));
    Csv.write(Records.table("", List.of(saved)), folder.resolve("verdicts.csv"));
    Insights both = Insights.in(results).and("other", results.resolve("other"));
    String width = both.of("Analysis, Width").toString();
    assertTrue(width.contains("not run here") && width.contains("1.000 nats"), width);
    String general = both.of("Insights, General").toString();
    assertTrue(general.contains("not testable in this world"), general);
    assertFalse(general.contains("1.000 nats"), general);
  }

  @Test
  void theGalleryKeepsWhatIsWrittenByHand() throws IOException {
    Claim claim = new Claim("Width pruning results in smaller initial loss", "Figure 5", "");
    Verdict saved = claim.less("nats", new double[] {1, 1.1}, new double[] {2, 2.1}, .01);
    Path folder = Files.createDirectory(results.resolve(WIDTH));
    Csv.write(Records.table("", List.of(saved)), folder.resolve("verdicts.csv"));
    Files.writeString(folder.resolve("curves.png"), "a picture");
    Path page = results.resolve("README.md");
    Files.writeString(page, "# Results\n");
    Gallery.write(results);
    String first = Files.readString(page);
    Gallery.write(results);
    assertEquals(first, Files.readString(page));
    assertTrue(first.startsWith("# Results\n"), first);
    assertTrue(first.contains("![curves.png](" + WIDTH + "/curves.png)"), first);
    assertTrue(first.contains("| holds"), first);
  }
}
