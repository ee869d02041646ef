package minitron.paper;

import java.util.ArrayList;
import java.util.List;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.task.Limit;
import minitron.infer.Sampling;
import minitron.report.Numbers;

/**
 * How the paper asks a benchmark, as far as its table or section 4 says so.
 *
 * @param limit how many documents
 * @param samples texts a prompt
 * @param sampling how a token is picked
 */
record PaperWay(Limit limit, int samples, Sampling sampling) {
  /** Every document, the likeliest tokens. */
  static final PaperWay PLAIN = new PaperWay(Limit.NONE, 1, Sampling.GREEDY);

  /** The first fifth of the documents. */
  static final PaperWay FIFTH = new PaperWay(new Limit(.2), 1, Sampling.GREEDY);

  /** Drawn texts, at the temperature of all the paper's programs. */
  static PaperWay drawn(int samples) {
    return new PaperWay(Limit.NONE, samples, new Sampling(.2, .95, 0));
  }

  /** Whether the paper asks a part of the documents alone. */
  boolean isPart() {
    return limit.amount() < 1;
  }

  /** Options with what the paper says; of two limits, the one that leaves fewer documents. */
  EvaluateOptions over(EvaluateOptions options, int documents) {
    boolean fewer = isPart() && limit.of(documents) < options.limit().of(documents);
    EvaluateOptions limited = fewer ? options.limit(limit.amount()) : options;
    return sampling.equals(Sampling.GREEDY)
        ? limited
        : limited.samples(samples).temperature(sampling.temperature()).topP(sampling.topP());
  }

  /** A benchmark's name as the paper prints it: {@code HumanEval (n=20)}. */
  String label(String name) {
    return name + (said().isEmpty() ? "" : " (" + said() + ")");
  }

  private String said() {
    return isPart() ? Math.round(100 * limit.amount()) + "%" : samples > 1 ? "n=" + samples : "";
  }

  /** The name with what is run, and the paper's own way where it is another. */
  String label(String name, EvaluateOptions run, int documents) {
    List<String> own = new ArrayList<>();
    if (isPart()) {
      int asked = run.limit().of(documents);
      boolean same = asked == limit.of(documents);
      own.add(same ? said() : Numbers.count(asked) + " of " + Numbers.count(documents));
    }
    if (run.samples() > 1 || samples > 1) {
      own.add("n=" + run.samples());
    }
    Sampling drawn = run.sampling();
    if (drawn.temperature() == 0 && sampling.temperature() > 0) {
      own.add("greedy");
    } else if (drawn.temperature() != sampling.temperature() || drawn.topP() != sampling.topP()) {
      own.add("temperature " + drawn.temperature() + ", top-p " + drawn.topP());
    }
    String all = String.join(", ", own);
    if (all.equals(said())) {
      return label(name);
    }
    return name + " (" + all + (said().isEmpty() ? "" : "; paper " + said()) + ")";
  }
}
