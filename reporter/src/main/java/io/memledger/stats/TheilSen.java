package io.memledger.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * The line whose slope is the median of the slopes between all pairs of points; up to 29 % of the
 * points may be wild (Theil 1950, Sen 1968).
 */
public final class TheilSen {
  /**
   * Points beyond this are averaged with their neighbours: pairs grow with the square, 28,680 at
   * this size, and the slope is within 0.25 % of that of all (METHOD 3.11).
   */
  public static final int MOST_POINTS = 240;

  private TheilSen() {}

  /**
   * @param times seconds, ascending
   * @return empty below 3 points or where all times are equal
   */
  public static Optional<Line> fit(double[] times, double[] values) {
    return fit(new Points(times, values, values));
  }

  public static Optional<Line> fit(Points all) {
    Points points = all.atMost(MOST_POINTS);
    double[] t = points.times();
    double[] y = points.values();
    int n = t.length;
    if (n < 3) {
      return Optional.empty();
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (t[j] > t[i]) {
          slopes[count++] = (y[j] - y[i]) / (t[j] - t[i]);
        }
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    double slope = Quantiles.median(Arrays.copyOf(slopes, count));
    return Optional.of(new Line(Quantiles.median(y) - slope * Quantiles.median(t), slope));
  }
}
