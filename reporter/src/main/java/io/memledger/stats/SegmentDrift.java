package io.memledger.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Does a course drift upward, judged by Student's t on the increments between the medians of equal
 * stretches of time: its null is a random walk, which memory in use resembles (ANALYSIS 3.5).
 *
 * @param p one-sided probability of so steady a rise without drift
 * @param rate units per second, from the increments
 * @param low lower end of the rate's 95 % interval
 * @param high upper end
 * @param positive share of the increments that rise
 */
public record SegmentDrift(double p, double rate, double low, double high, double positive) {
  private static final int MOST_SEGMENTS = 10;
  private static final int FEWEST_SEGMENTS = 4;
  private static final int POINTS_PER_SEGMENT = 3;

  /** Empty where fewer than 4 stretches hold a point. */
  public static Optional<SegmentDrift> of(double[] times, double[] values) {
    return of(new Points(times, values, values));
  }

  public static Optional<SegmentDrift> of(Points points) {
    int segments = Math.min(MOST_SEGMENTS, points.size() / POINTS_PER_SEGMENT);
    return of(points, segments);
  }

  /** With so many stretches; floors of sawteeth are one point a stretch. */
  public static Optional<SegmentDrift> of(Points points, int segments) {
    if (segments < FEWEST_SEGMENTS || !(points.span() > 0)) {
      return Optional.empty();
    }
    double[] middleTimes = new double[segments];
    double[] medians = new double[segments];
    int filled = 0;
    int begin = 0;
    for (int k = 1; k <= segments; k++) {
      double until = points.times()[0] + points.span() * k / segments;
      int end = begin;
      while (end < points.size() && (k == segments || points.times()[end] < until)) {
        end++;
      }
      if (end > begin) {
        middleTimes[filled] = Arrays.stream(points.times(), begin, end).average().orElseThrow();
        medians[filled++] = Quantiles.median(Arrays.copyOfRange(points.values(), begin, end));
      }
      begin = end;
    }
    return filled < FEWEST_SEGMENTS
        ? Optional.empty()
        : Optional.of(test(middleTimes, medians, filled));
  }

  private static SegmentDrift test(double[] times, double[] medians, int count) {
    int n = count - 1;
    double[] rates = new double[n];
    double mean = 0;
    int rising = 0;
    for (int i = 0; i < n; i++) {
      rates[i] = (medians[i + 1] - medians[i]) / (times[i + 1] - times[i]);
      mean += rates[i] / n;
      rising += rates[i] > 0 ? 1 : 0;
    }
    double squares = 0;
    for (double rate : rates) {
      squares += (rate - mean) * (rate - mean);
    }
    double error = Math.sqrt(squares / (n - 1) / n);
    TDistribution student = TDistribution.of(n - 1);
    double p;
    if (error > 0) {
      p = student.survivalProbability(mean / error);
    } else {
      p = mean > 0 ? 0 : 1;
    }
    double half = student.inverseSurvivalProbability(0.025) * error;
    return new SegmentDrift(p, mean, mean - half, mean + half, (double) rising / n);
  }
}
