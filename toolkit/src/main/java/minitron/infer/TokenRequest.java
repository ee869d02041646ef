package minitron.infer;

/**
 * A request to score: how likely the continuation is after the context. The model is fed both
 * without their last token; the last {@code continuation.length} positions are what counts.
 *
 * @param context token ids, at least one, already cut to the model's window
 * @param continuation token ids, at least one
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Ids go to the model as they are; none compares requests.
public record TokenRequest(int[] context, int[] continuation) {}
