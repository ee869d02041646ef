package minitron.eval.result;

import java.util.List;
import minitron.eval.ask.Conduct;

/**
 * What a score depends on besides its task and data.
 *
 * @param dtype in which the model computes: {@code float32}
 * @param batch requests in one forward pass
 * @param bosRule in words, whether requests begin with the BOS token and why
 * @param weightsSha256 of the checkpoint's weights, in lower-case hexadecimal
 * @param conduct how the model was let write
 */
public record RunInfo(
    String dtype, int batch, String bosRule, String weightsSha256, Conduct conduct) {

  /** A run that writes in the usual way, if at all. */
  public RunInfo(String dtype, int batch, String bosRule, String weightsSha256) {
    this(dtype, batch, bosRule, weightsSha256, Conduct.USUAL);
  }

  /** What is unusual in how the model wrote, and where its programs ran: a sentence's part each. */
  public List<String> notes() {
    return conduct.notes();
  }
}
