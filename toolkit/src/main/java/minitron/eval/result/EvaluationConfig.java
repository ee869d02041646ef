package minitron.eval.result;

import minitron.eval.ask.GenerationConfig;

/**
 * What a score depends on besides its task and data.
 *
 * @param dtype in which the model computes: {@code float32}
 * @param batch requests in one forward pass
 * @param bosRule in words, whether requests begin with the BOS token and why
 * @param weightsSha256 of the checkpoint's weights, in lower-case hexadecimal
 * @param generation how the model generated
 */
public record EvaluationConfig(
    String dtype, int batch, String bosRule, String weightsSha256, GenerationConfig generation) {}
