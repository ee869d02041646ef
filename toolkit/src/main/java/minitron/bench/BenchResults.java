package minitron.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import minitron.io.Disk;
import minitron.report.Csv;
import minitron.report.Markdown;
import tech.tablesaw.api.Table;

/**
 * What {@code results/bench} shows, written to a folder as it is measured.
 *
 * @param folder gets a CSV file for each table and a PNG file for each plot
 * @param tell gets each table as text
 */
public record BenchResults(Path folder, Consumer<String> tell) {
  private static final int HIDDEN = 256;
  private static final int LAYERS = 4;
  private static final int VOCABULARY = 8192;

  /** Makes the folder. */
  public BenchResults {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Disk.cannot(folder, e);
    }
  }

  /** The machine, and the stages beside the bounds that it gives. */
  public void roofline(Stages stages) {
    keep("machine", stages.machines());
    keep("roofline", stages.table());
    stages.plot().save(folder.resolve("roofline.png"));
  }

  /** Speed by batch, length and depth; memory by vocabulary and length. */
  public void growth(Calls calls) {
    var speed = new SpeedGrowth(calls, HIDDEN, VOCABULARY);
    keep(speed.batch(LAYERS, 128, 1, 2, 4, 8, 16, 32));
    keep(speed.length(LAYERS, 2048, 64, 128, 256, 512, 1024, 2048));
    keep(speed.depth(8, 128, 2, 4, 8, 16));
    Path checkpoints = temporary();
    try {
      var memory = new MemoryGrowth(checkpoints, LAYERS, HIDDEN);
      keep(memory.vocabulary(4, 256, 8192, 32_768, 131_072));
      keep(memory.length(VOCABULARY, 512, 1024, 2048, 4096));
    } finally {
      Disk.delete(checkpoints);
    }
  }

  private void keep(Growth growth) {
    keep(growth.name(), growth.table());
    growth.plot().save(folder.resolve(growth.name() + ".png"));
  }

  private void keep(String name, Table table) {
    Csv.write(table, folder.resolve(name + ".csv"));
    tell.accept(Markdown.table(table));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("minitron-bench-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder: " + e.getMessage(), e);
    }
  }
}
