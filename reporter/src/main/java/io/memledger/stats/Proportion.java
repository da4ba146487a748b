package io.memledger.stats;

/**
 * The least-squares line of one quantity on another.
 *
 * @param slope of it, 0 where the first does not vary
 * @param error sum of squared errors
 */
public record Proportion(double intercept, double slope, double error) {
  /**
   * @param x what explains
   * @param y what is explained, as many
   */
  public static Proportion of(double[] x, double[] y) {
    Squares squares = new Squares(x, y);
    int n = x.length;
    double slope = squares.slope(0, n);
    double xMean = java.util.Arrays.stream(x).average().orElse(0);
    double yMean = java.util.Arrays.stream(y).average().orElse(0);
    return new Proportion(yMean - slope * xMean, slope, squares.aroundLine(0, n));
  }

  /** What of the second the first does not explain. */
  public double[] rest(double[] x, double[] y) {
    double[] rest = new double[y.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = y[i] - intercept - slope * x[i];
    }
    return rest;
  }
}
