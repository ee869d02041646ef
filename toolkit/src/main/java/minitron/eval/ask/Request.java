package minitron.eval.ask;

/**
 * A loglikelihood request: how likely is the continuation after the context?
 *
 * @param context the prompt; may be empty
 * @param continuation what is scored, with the space before it
 */
public record Request(String context, String continuation) {}
