package minitron.paper;

import java.util.List;
import java.util.Map;
import minitron.report.TokenAxis;
import minitron.report.plot.LinePlot;
import minitron.train.state.ValidationLoss;

/** Curves of several seeds over the tokens of training. */
final class SeedCurves {
  private SeedCurves() {}

  /** The mean of each curve's seeds, with a band; all have the same looks. */
  static LinePlot plot(List<ValidationLoss> looks, Map<String, double[][]> curves, String yTitle) {
    TokenAxis axis = TokenAxis.of(looks.stream().mapToLong(ValidationLoss::tokens).max().orElse(0));
    LinePlot plot = new LinePlot("", axis.title(), yTitle);
    double[] x = looks.stream().mapToDouble(look -> axis.at(look.tokens())).toArray();
    curves.forEach((name, ofSeeds) -> plot.seeds(name, x, ofSeeds));
    return plot;
  }
}
