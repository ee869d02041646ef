package minitron.report.plot;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import minitron.report.plot.BlueprintBlock.Box;
import minitron.report.plot.BlueprintBlock.Stage;

/**
 * A drawing of how a model is built, from its input at the top to its output: boxes for its parts,
 * and frames around those that are repeated.
 */
public final class Blueprint implements Plot {
  private final String title;
  private final String notes;
  private final List<BlueprintBlock> blocks;

  /**
   * A drawing of these blocks.
   *
   * @param notes the heading of the notes beside the boxes
   */
  public Blueprint(String title, String notes, List<BlueprintBlock> blocks) {
    this.title = title;
    this.notes = notes;
    this.blocks = List.copyOf(blocks);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int height() {
    return BlueprintPainter.HEAD + BlueprintPainter.height(blocks);
  }

  @Override
  public void paint(Graphics2D graphics) {
    new BlueprintPainter(graphics, width()).paint(notes, blocks);
  }

  @Override
  public String sketch() {
    List<String> lines = new ArrayList<>(List.of(line(new Box("", "", notes))));
    for (BlueprintBlock block : blocks) {
      boolean repeated = block.times() > 1;
      if (repeated) {
        lines.add("┌── " + block.times() + " times");
      }
      for (Stage stage : block.stages()) {
        stage.boxes().forEach(box -> lines.add((repeated ? "│ " : "  ") + line(box)));
        if (stage.adds()) {
          lines.add((repeated ? "│ " : "  ") + "+ what went in");
        }
      }
      if (repeated) {
        lines.add("└──");
      }
    }
    return String.join("\n", lines);
  }

  private static String line(Box box) {
    return String.format("%-12s %-42s %12s", box.name(), box.detail(), box.note()).stripTrailing();
  }

  @Override
  public String toString() {
    return asText();
  }
}
