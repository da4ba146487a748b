package io.memledger.stats;

import java.util.Arrays;

/**
 * The least-squares line of one quantity on another.
 *
 * @param slope of it, 0 where the first does not vary
 * @param error sum of squared errors
 */
public record SimpleRegression(double intercept, double slope, double error) {
  /**
   * @param x what explains
   * @param y what is explained, as many
   */
  public static SimpleRegression of(double[] x, double[] y) {
    double xMean = Arrays.stream(x).average().orElse(0);
    double yMean = Arrays.stream(y).average().orElse(0);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - xMean) * (x[i] - xMean);
      xy += (x[i] - xMean) * (y[i] - yMean);
      yy += (y[i] - yMean) * (y[i] - yMean);
    }
    double slope = xx > 0 ? xy / xx : 0;
    return new SimpleRegression(yMean - slope * xMean, slope, Math.max(0, yy - slope * xy));
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
