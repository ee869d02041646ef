package minitron.train.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import minitron.checkpoint.ArrayFile;
import minitron.checkpoint.Weight;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * The two files of a training state.
 *
 * @param place their folder
 */
public record SavedState(Path place) {
  private static final String JSON = "state.json";
  private static final String ARRAYS = "arrays.safetensors";
  private static final long LONGEST = 1L << 30; // of a text

  /** Why a state is not whole: a part of a sentence. */
  public static final class Damage extends Exception {
    private static final long serialVersionUID = 1;

    Damage(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /** Writes both files. */
  public void write(
      Map<String, String> run,
      List<StepRecord> steps,
      List<ValidationLoss> validations,
      Map<String, NDArray> arrays)
      throws IOException {
    Path file = place.resolve(ARRAYS);
    ArrayFile.write(file, arrays, Map.of("format", "pt"));
    var state = TrainingState.of(run, steps, validations, checksum(file));
    Files.writeString(place.resolve(JSON), state.toJson());
  }

  /** Reads the first. */
  public TrainingState read() throws Damage {
    Path file = place.resolve(JSON);
    try {
      if (Files.size(file) > LONGEST) {
        throw new Damage(JSON + " is too large", null);
      }
      return TrainingState.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new Damage(JSON + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw unread(JSON, e);
    }
  }

  /** Reads the second into arrays, of which none is written to unless all can be. */
  public void load(TrainingState state, Map<String, NDArray> arrays) throws Damage {
    Path file = place.resolve(ARRAYS);
    try (NDManager manager = Engines.manager()) {
      if (!state.arrays().equals(checksum(file))) {
        throw new Damage(ARRAYS + ": it is not what was written", null);
      }
      Map<String, Weight> from = ArrayFile.weights(file);
      for (var array : arrays.entrySet()) {
        Weight value = from.get(array.getKey());
        if (value == null || !value.shape().equals(array.getValue().getShape())) {
          throw new Damage(
              ARRAYS + ": " + array.getKey() + " has another shape or is missing", null);
        }
      }
      arrays.forEach((name, array) -> copy(manager, from.get(name), array));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new Damage(ARRAYS + " is no file of arrays", e);
    } catch (IOException e) {
      throw unread(ARRAYS, e);
    }
  }

  private static void copy(NDManager manager, Weight from, NDArray to) {
    try (NDManager scope = manager.newSubManager()) {
      Copies.all(new Kernels(scope), new NDList(to), new NDList(from.load(scope)));
    }
  }

  private static Damage unread(String file, IOException e) {
    String why =
        e instanceof NoSuchFileException
            ? " is missing"
            : e instanceof CharacterCodingException ? " is not UTF-8" : " cannot be read";
    return new Damage(file + why, e);
  }

  private static String checksum(Path file) throws IOException {
    var crc = new CRC32C();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Long.toHexString(crc.getValue());
  }
}
