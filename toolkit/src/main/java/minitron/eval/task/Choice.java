package minitron.eval.task;

/**
 * One of the answers a document offers.
 *
 * @param context what the prompt ends in when this choice is scored
 * @param continuation what is scored, with the space before it
 * @param text the choice as the data has it; its length normalises acc_norm
 * @param right whether it is a right answer
 */
public record Choice(String context, String continuation, String text, boolean right) {}
