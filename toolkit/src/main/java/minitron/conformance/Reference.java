package minitron.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.List;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.TokenBatch;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * What a case gives: a checkpoint, the tokens it was fed (B, T) and what another program computed.
 *
 * @param folder the checkpoint in Hugging Face layout
 * @param manager the owner of what is computed
 */
record Reference(
    Path folder, NDManager manager, Expected expected, CausalLm model, TokenBatch batch)
    implements AutoCloseable {

  static Reference open(Path folder) {
    NDManager manager = Engines.manager();
    try {
      Expected expected = Expected.read(folder, manager);
      CausalLm model = Checkpoints.open(folder);
      return new Reference(folder, manager, expected, model, batch(expected.tensor("input_ids")));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static TokenBatch batch(NDArray idsBT) {
    int time = Math.toIntExact(idsBT.getShape().get(1));
    long[] ids = idsBT.toLongArray();
    var rows = new int[ids.length / time][time];
    for (int i = 0; i < ids.length; i++) {
      rows[i / time][i % time] = Math.toIntExact(ids[i]);
    }
    return new TokenBatch(rows);
  }

  /** A part that cannot be computed, say for a missing key, fails alone. */
  void each(String part, Runnable checks) {
    try {
      checks.run();
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      expected.fail(part, e.getMessage());
    }
  }

  /** Compares the logits (B, T, V) that a model gives to the tokens. */
  void logits(String key, CausalLm other) {
    try (NDManager scope = manager.newSubManager()) {
      expected.compare(key, other.decoder().logits(new Kernels(scope), batch.ids(scope)));
    }
  }

  /** Compares a list of indices, or of such lists. */
  void indices(String key, List<?> actual) {
    expected.compareExactly(key, expected.value(key).toString(), new Gson().toJson(actual));
  }

  @Override
  public void close() {
    model.close();
    manager.close();
  }
}
