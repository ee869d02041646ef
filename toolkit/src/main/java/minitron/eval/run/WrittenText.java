package minitron.eval.run;

import minitron.eval.ask.GeneratedInstance;
import minitron.eval.metric.Instance;
import minitron.eval.mtbench.Judgment;
import minitron.eval.mtbench.Turn;
import minitron.report.Passage;

/** What was written after a prompt: an answer, a turn of a conversation, or a judgment. */
final class WrittenText {
  private WrittenText() {}

  /**
   * A passage of it.
   *
   * @param scores what is right and how the document scored, in words
   */
  static Passage of(String title, Instance instance, String scores) {
    if (instance instanceof Turn turn) {
      return passage(title, turn.prompt(), turn.text(), "the answer to " + turn.question());
    }
    if (instance instanceof Judgment judged) {
      String note =
          "judge: %s; turn %d: %s".formatted(judged.judge(), judged.turn(), judged.rating());
      return passage(title, judged.prompt(), judged.text(), note);
    }
    String asked =
        instance instanceof GeneratedInstance written
            ? written.context()
            : String.valueOf(instance.arguments());
    return passage(title, asked, String.valueOf(instance.response()), scores);
  }

  private static Passage passage(String title, String given, String written, String note) {
    return new Passage(title + "\n" + given, written, note);
  }
}
