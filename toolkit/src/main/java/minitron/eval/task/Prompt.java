package minitron.eval.task;

/**
 * A document about to be asked.
 *
 * @param docId its place in the split, from 0
 * @param context the task's description and the solved examples, with the delimiter after each
 * @param doc what the task read of its row
 */
public record Prompt<D>(int docId, String context, D doc) {}
