package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import minitron.Fixtures;
import minitron.Harness;
import minitron.Items;
import minitron.Paper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class Table2Test {
  @TempDir Path temp;

  @Test
  void thePaperIsPrintedAsItStands() {
    List<String> lines =
        Paper.table2().toString().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    assertTrue(lines.contains("IFEval 40.5 44.0 **64.5** 39.8 44.8 42.6 _52.4_"), lines + "");
    assertTrue(lines.contains("BFCL 47.0 23.1 35.6 32.8 64.2 **66.8** _64.9_"), lines + "");
  }

  @Test
  void aPartOfAGroupKeepsItsOwnScoresAndSaysWhatIsMissing() {
    Fixtures.rows(temp, "bfcl/BFCL_v4_irrelevance", "{'id': 'irrelevance_0'}", 3);
    Table plan = Paper.table2(Items.of(temp.toString()), Harness.options().chat()).plan();
    assertEquals("BFCL, 1 of 13 parts", plan.stringColumn("benchmark").get(3));
    assertEquals("v1_without_executable", plan.stringColumn("metric").get(3));
    assertEquals("the data has no ifeval/train", plan.stringColumn("reason not run").get(0));
    assertTrue(plan.stringColumn("reason not run").get(3).startsWith("12 parts without data"));
  }

  @Test
  void tinyWorldIsAskedByItsOwnTasks() {
    Table plan = Paper.table2(Items.tinyWorld(), Harness.options().chat()).plan();
    assertEquals(
        List.of("prompt_level_strict_acc", "average", "f1", "acc"),
        plan.stringColumn("metric").asList());
    assertEquals(List.of("", "", "", ""), plan.stringColumn("reason not run").asList());
    assertEquals(200, plan.doubleColumn("documents").get(3));
  }
}
