package minitron.paper.printed;

import java.util.ArrayList;
import java.util.List;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.task.Limit;
import minitron.infer.Sampling;
import minitron.report.Numbers;

/**
 * How the paper runs a benchmark, as far as its table or section 4 says so.
 *
 * @param limit how many documents
 * @param samples how many texts for each prompt
 * @param sampling how tokens are sampled
 */
public record PaperSettings(Limit limit, int samples, Sampling sampling) {
  /** How programs are sampled. */
  private static final Sampling SAMPLED = new Sampling(.2, .95, 0);

  /** A benchmark's: in general every document and greedy decoding. */
  static PaperSettings of(String benchmark) {
    return switch (benchmark) {
      case "XLSum en" -> new PaperSettings(new Limit(.2), 1, Sampling.GREEDY);
      case "MBPP" -> new PaperSettings(Limit.NONE, 1, SAMPLED);
      case "HumanEval" -> new PaperSettings(Limit.NONE, 20, SAMPLED);
      default -> new PaperSettings(Limit.NONE, 1, Sampling.GREEDY);
    };
  }

  /** Whether the paper runs it on a part of the documents. */
  public boolean isPart() {
    return limit.amount() < 1;
  }

  /** The options with the paper's settings; of two limits the smaller one holds. */
  public EvaluateOptions over(EvaluateOptions options, int documents) {
    boolean fewer = isPart() && limit.of(documents) < options.limit().of(documents);
    EvaluateOptions limited = fewer ? options.limit(limit.amount()) : options;
    return sampling.equals(Sampling.GREEDY)
        ? limited
        : limited.samples(samples).temperature(sampling.temperature()).topP(sampling.topP());
  }

  /** A benchmark's name as the paper prints it: {@code HumanEval (n=20)}. */
  public String label(String name) {
    return name + (said().isEmpty() ? "" : " (" + said() + ")");
  }

  private String said() {
    return isPart() ? Math.round(100 * limit.amount()) + "%" : samples > 1 ? "n=" + samples : "";
  }

  /** The name with how it is run here, and how in the paper if that differs. */
  public String label(String name, EvaluateOptions run, int documents) {
    List<String> own = new ArrayList<>();
    if (isPart()) {
      int asked = run.limit().of(documents);
      boolean same = asked == limit.of(documents);
      own.add(same ? said() : Numbers.count(asked) + " of " + Numbers.count(documents));
    }
    if (run.samples() > 1 || samples > 1) {
      own.add("n=" + run.samples());
    }
    Sampling here = run.sampling();
    if (here.temperature() == 0 && sampling.temperature() > 0) {
      own.add("greedy");
    } else if (here.temperature() != sampling.temperature() || here.topP() != sampling.topP()) {
      own.add("temperature " + here.temperature() + ", top-p " + here.topP());
    }
    String all = String.join(", ", own);
    if (all.equals(said())) {
      return label(name);
    }
    return name + " (" + all + (said().isEmpty() ? "" : "; paper " + said()) + ")";
  }
}
