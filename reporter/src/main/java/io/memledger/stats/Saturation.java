package io.memledger.stats;

/**
 * The fit of a + c (1 - exp(-x / tau)), x the share of the window, tau on a grid: a warm-up that
 * levels off (ANALYSIS 3.6).
 *
 * @param asymptote the level that it tends to
 * @param tau share of the window in which the distance to the asymptote falls to 1/e
 * @param error sum of squared errors
 * @param lateToEarly slope at the end by slope at the beginning
 */
record Saturation(double asymptote, double tau, double error, double lateToEarly) {
  private static final double SHORTEST = 0.03;
  private static final double LONGEST = 2;
  private static final int GRID = 16;

  /** A larger tau cannot be told from a line. */
  private static final double LEVELS_OFF = 0.45;

  private static final double LATE = 0.35;

  static Saturation of(Points points) {
    Saturation best = null;
    for (int k = 0; k < GRID; k++) {
      double tau = SHORTEST * Math.pow(LONGEST / SHORTEST, (double) k / (GRID - 1));
      double[] x = new double[points.size()];
      for (int i = 0; i < x.length; i++) {
        double share = (points.times()[i] - points.times()[0]) / points.span();
        x[i] = 1 - Math.exp(-share / tau);
      }
      Squares squares = new Squares(x, points.values());
      double error = squares.aroundLine(0, x.length);
      if (best == null || error < best.error) {
        double c = squares.slope(0, x.length);
        double xMean = java.util.Arrays.stream(x).average().orElseThrow();
        double yMean = java.util.Arrays.stream(points.values()).average().orElseThrow();
        best = new Saturation(yMean + c * (1 - xMean), tau, error, Math.exp(-1 / tau));
      }
    }
    return best;
  }

  boolean levelsOff() {
    return tau < LEVELS_OFF && lateToEarly < LATE;
  }
}
