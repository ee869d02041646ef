/**
 * ChatRAG-Bench: answers that must come from given passages. The prompt of ChatQA, the F1 over
 * words, ConvFinQA's accuracy, and who says rightly that there is no answer.
 *
 * <p>Imports python, text, text.chat, infer, eval.harness, eval.metric, eval.ask and eval.task.
 */
package minitron.eval.chatrag;
