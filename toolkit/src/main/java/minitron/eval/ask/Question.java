package minitron.eval.ask;

/**
 * A request in words: how likely is the continuation after the context?
 *
 * @param context the prompt; may be empty
 * @param continuation what is scored, with the space before it
 */
public record Question(String context, String continuation) {}
