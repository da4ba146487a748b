package io.memledger.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Mann and Kendall's rank test for a rise, its variance corrected for autocorrelation after Hamed
 * and Rao 1998, or Yue and Wang 2004 where neighbours agree strongly. Corroborates; never decides,
 * since a random walk passes it too often (METHOD 2).
 *
 * @param s the number of rising pairs less that of falling ones
 * @param z corrected score
 * @param p one-sided probability
 */
public record MannKendall(double s, double z, double p) {
  /** From so many on S is close to normal (Mann 1945, Kendall 1975). */
  private static final int FEWEST = 8;

  /** Correlation of neighbours from which the factor of Yue and Wang holds better (METHOD 3.5). */
  private static final double STRONG = 0.5;

  /** Standard errors that 95 % of the autocorrelations of white noise keep below. */
  private static final double BY_CHANCE = 1.96;

  /** Empty below 8 points. */
  public static Optional<MannKendall> of(double[] times, double[] values) {
    Points points = new Points(times, values, values).atMost(TheilSen.MOST_POINTS);
    int n = points.size();
    if (n < FEWEST) {
      return Optional.empty();
    }
    double[] y = points.values();
    double s = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        s += Math.signum(y[j] - y[i]);
      }
    }
    double variance = variance(y) * correction(points);
    double z = variance > 0 ? (s - Math.signum(s)) / Math.sqrt(variance) : 0;
    double p = NormalDistribution.of(0, 1).survivalProbability(z);
    return Optional.of(new MannKendall(s, z, p));
  }

  /** Variance of s for independent values, with ties. */
  static double variance(double[] values) {
    double n = values.length;
    double sum = n * (n - 1) * (2 * n + 5);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int begin = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[begin]) {
        double ties = i - begin;
        sum -= ties * (ties - 1) * (2 * ties + 5);
        begin = i;
      }
    }
    return sum / 18;
  }

  private static double correction(Points points) {
    int n = points.size();
    Line line = TheilSen.fit(points).orElse(new Line(0, 0));
    double[] rest = new double[n];
    for (int i = 0; i < n; i++) {
      rest[i] = points.values()[i] - line.at(points.times()[i]);
    }
    double[] r = Autocorrelation.of(ranks(rest), n / 4);
    double factor = 1;
    if (Math.abs(r[1]) > STRONG) {
      for (int k = 1; k < r.length; k++) {
        factor += 2 * (1 - (double) k / n) * r[k];
      }
    } else {
      double scale = 2.0 / ((double) n * (n - 1) * (n - 2));
      for (int k = 1; k < r.length; k++) {
        if (Math.abs(r[k]) > BY_CHANCE / Math.sqrt(n)) {
          factor += scale * (n - k) * (n - k - 1.0) * (n - k - 2.0) * r[k];
        }
      }
    }
    return Math.max(1, factor);
  }

  /** Ranks from 1, ties sharing their mean rank. */
  static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[] ranks = new double[values.length];
    int begin = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || values[order[i]] != values[order[begin]]) {
        for (int k = begin; k < i; k++) {
          ranks[order[k]] = (begin + 1 + i) / 2.0;
        }
        begin = i;
      }
    }
    return ranks;
  }
}
