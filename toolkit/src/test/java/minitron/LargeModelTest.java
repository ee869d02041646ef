package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import minitron.checkpoint.KeptHashes;
import minitron.checkpoint.WeightsHash;
import minitron.io.Disk;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.LmLoss;
import minitron.model.ModelConfig;
import minitron.model.Parameters;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.runs.Progress;
import minitron.tensor.Packed;
import minitron.tensor.Precision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of 135 million parameters, 269 MB on the disk, in the memory that is left for it. Java
 * and libtorch take some 200 MB by themselves; a copy in float32 would be 538 MB more.
 */
class LargeModelTest {
  /** Memory that is not a file's, in MB. */
  private static final long MOST = 450;

  @TempDir static Path temp;

  @BeforeAll
  static void write() throws IOException {
    RealShapes.write(RealShapes.smolLm2(), temp.resolve("model"));
  }

  /**
   * As they lie in the file, the weights give the loss that they give when they are widened: the
   * same bits where a product of some rows of a weight is that of all.
   */
  @Test
  void lossesAreThoseOfTheWidenedWeights() {
    ModelConfig config = RealShapes.smolLm2();
    int[] ids = IntStream.range(0, 96).map(i -> (i * 7919) % config.vocabSize()).toArray();
    List<TokenBatch> text = TokenBatch.split(new int[][] {ids}, 1);
    CausalLm model = Checkpoints.open(temp.resolve("model"));
    double held = LmLoss.mean(model.decoder(), text, Progress.SILENT).loss();
    model.close();
    try (Parameters widened = model.copyParameters(Precision.F32)) {
      double own = LmLoss.mean(widened.decoder(config), text, Progress.SILENT).loss();
      double apart = Packed.available(Precision.BF16) ? 0 : 1e-6; // MKL's own order on older CPUs
      assertTrue(Math.abs(own - held) <= apart, held + " and " + own);
      assertTrue(held > 9 && held < 14, "ln 49152 is 10.8: " + held);
    }
  }

  @Test
  void veryLongSamplesGoInSmallerBatches() {
    CausalLm model = Checkpoints.open(temp.resolve("model"));
    assertEquals(List.of(8, 1), sizes(new int[9][2048], model));
    assertEquals(List.of(2, 2, 1), sizes(new int[5][8192], model));
  }

  private static List<Integer> sizes(int[][] rows, CausalLm model) {
    return TokenChecks.batches(rows, model).stream().map(TokenBatch::size).toList();
  }

  @Test
  void scoringHoldsNoCopyOfTheWeights() throws Exception {
    String score = "bench score --batch 1 --length 64 --calls 1 --warm-ups 1 --teacher ";
    for (String dtype : List.of("f32", "bf16")) {
      assertTrue(peak(score + temp.resolve("model") + " --dtype " + dtype) < MOST, dtype);
    }
  }

  @Test
  void pruningPassesTheWeightsThroughAWindow() throws Exception {
    CausalLm model = Checkpoint.load(temp.resolve("model").toString());
    String scores = temp.resolve("scores.safetensors").toString();
    Width.save(Width.random(model, 1).forAnyModel(), scores);
    String widths = " --hidden 432 --mlp 1024 --scores " + scores + " --scores-anyway";
    long peak = peak("prune " + temp.resolve("model") + " " + temp.resolve("narrow") + widths);
    assertTrue(peak < MOST, "trimmed with " + peak + " MB");
    peak = peak("prune " + temp.resolve("model") + " " + temp.resolve("short") + " --drop 8-22");
    assertTrue(peak < MOST, "dropped with " + peak + " MB");
    CausalLm narrow = Checkpoint.load(temp.resolve("narrow").toString());
    assertEquals(432, narrow.config().hiddenSize());
    assertEquals(15, Checkpoint.load(temp.resolve("short").toString()).config().numHiddenLayers());
  }

  /** The second program does not read the file again, and one that has changed is read. */
  @Test
  void theHashOfALargeFileIsKept() throws IOException {
    Path file = temp.resolve("model/model.safetensors");
    var weights = Checkpoints.open(temp.resolve("model")).weights();
    var kept = new KeptHashes(temp.resolve("hashes"));
    String hash = new WeightsHash(weights, kept).sha256();
    List<Path> entries = Disk.list(kept.folder());
    assertEquals(1, entries.size());
    String other = "0".repeat(64);
    Files.writeString(entries.get(0), other);
    assertEquals(other, new WeightsHash(weights, kept).sha256(), "it was read from there");
    Files.writeString(entries.get(0), "damaged");
    assertEquals(hash, new WeightsHash(weights, kept).sha256());
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    assertEquals(hash, new WeightsHash(weights, kept).sha256());
    assertEquals(2, Disk.list(kept.folder()).size(), "another time is another file");
  }

  private static long peak(String command) throws Exception {
    return OwnMemory.peak(temp, command);
  }
}
