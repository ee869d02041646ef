package minitron.model;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.TensorSource;
import minitron.checkpoint.Weight;
import minitron.runs.Progress;

/** Tells how many megabytes of a model's weights have passed on their way to a file. */
final class WritingProgress {
  private static final long MB = 1_000_000;

  private final Progress progress;
  private final long all;
  private long done;

  private WritingProgress(Progress progress, long all) {
    this.progress = progress;
    this.all = all;
  }

  /** The weights, which tell of their bytes as they pass; it cannot stop them. */
  static Map<String, TensorSource> of(Map<String, Weight> weights, Progress progress) {
    long all = weights.values().stream().mapToLong(TensorSource::byteCount).sum();
    var told = new WritingProgress(progress, all);
    Map<String, TensorSource> sources = new LinkedHashMap<>();
    weights.forEach((name, weight) -> sources.put(name, told.new Passing(weight)));
    return sources;
  }

  private void passed(long bytes) {
    done += bytes;
    progress.at(done / MB, all / MB, "");
  }

  private final class Passing implements TensorSource {
    private final Weight weight;

    Passing(Weight weight) {
      this.weight = weight;
    }

    @Override
    public Dtype dtype() {
      return weight.dtype();
    }

    @Override
    public Shape shape() {
      return weight.shape();
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
      weight.writeTo(
          part -> {
            long bytes = part.remaining();
            sink.write(part);
            passed(bytes);
          });
    }
  }
}
