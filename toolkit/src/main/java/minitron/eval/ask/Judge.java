package minitron.eval.ask;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.runs.Progress;
import minitron.text.chat.Message;

/** Says in words how good answers are. */
public interface Judge {
  /** What stands for a judgment that could not be had. */
  String ERROR = "$ERROR$";

  /** Tokens of a judgment at most. */
  int MAX_TOKENS = 2048;

  /** Who judges, as results name it: {@code gpt-4-0613 @ api.openai.com}; never has a key. */
  String label();

  /**
   * Judges every case, in order.
   *
   * @param own the model that is judged, which a judge may ask
   * @param progress hears of judgments, and says when to stop
   * @param listener hears of each judgment as soon as it is there
   * @throws java.util.concurrent.CancellationException if it was asked to stop
   */
  void judge(List<Case> cases, Own own, Progress progress, Listener listener);

  /**
   * What is to be judged.
   *
   * @param fields question, answers and right answers by the names that prompts have for them
   * @param messages the prompt that has them in words
   */
  record Case(Map<String, String> fields, List<Message> messages) {}

  /** The model that is judged. */
  @FunctionalInterface
  interface Own {
    /** What it says to conversations, always its likeliest tokens. */
    List<String> answers(List<List<Message>> conversations);
  }

  /** Hears of judgments. */
  @FunctionalInterface
  interface Listener {
    /** A judgment, by its case's index. */
    void at(int index, String judgment);
  }

  /** A judge that follows a rule. */
  static Judge rule(String label, Function<Case, String> rule) {
    return new Rule(label, rule);
  }

  /** A judge that asks nobody. */
  record Rule(String label, Function<Case, String> rule) implements Judge {
    @Override
    public void judge(List<Case> cases, Own own, Progress progress, Listener listener) {
      for (int i = 0; i < cases.size(); i++) {
        listener.at(i, rule.apply(cases.get(i)));
      }
    }

    @Override
    public String toString() {
      return label;
    }
  }
}
