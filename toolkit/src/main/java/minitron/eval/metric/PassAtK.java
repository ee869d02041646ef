package minitron.eval.metric;

/**
 * How likely at least one of k programs passes, judged by n of which c passed (Chen et al., 2021,
 * arXiv:2107.03374, section 2.1).
 */
public final class PassAtK {
  private PassAtK() {}

  /** Without bias: 1 − C(n − c, k) / C(n, k), as a product in the harness's order. */
  public static double of(int n, int c, int k) {
    if (n - c < k) {
      return 1;
    }
    double none = 1;
    for (int i = n - c + 1; i <= n; i++) {
      none *= 1 - (double) k / i;
    }
    return 1 - none;
  }
}
