package io.memledger.stats.fit;

import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sudden changes of level, found by optimal partitioning with squared cost (Jackson et al. 2005;
 * METHOD 3.4).
 *
 * @param at index of the first point after each change
 * @param sizes of the changes, in the values' unit
 * @param longest stretch without a change, as a share of the whole
 * @param ended whether the last stretch is longer than any that lies between two changes by far
 */
public record ChangePoints(List<Integer> at, List<Double> sizes, double longest, boolean ended) {
  /** Cost grows with the square: 57,600 steps at this size (METHOD 3.11). */
  private static final int MOST_POINTS = 240;

  /** One odd point, or two, are no level. */
  private static final int SHORTEST = 3;

  /**
   * No level is shorter than a fortieth of the series (METHOD 3.4); 20 and 80 judge alike
   * (bench/vary-constants.md).
   */
  private static final int MOST_SEGMENTS = 40;

  /**
   * Of a change, in variances of the noise times ln n: twice the 2 of BIC for a place and a level
   * (Schwarz 1978), since noise of memory has memory (METHOD 3.4).
   */
  private static final double PENALTY = 4;

  /** So many jumps up and none down happen by chance once in 2^5 times. */
  private static final int FEWEST_BURSTS = 5;

  /**
   * What grows in bursts does so throughout: a longer pause means that it has ended. With 0.25 six
   * in ten more leaks are missed, with 0.6 a third more is called a leak wrongly
   * (bench/vary-constants.md).
   */
  private static final double PAUSE = 0.4;

  /** A pause at the end so many times as long as any before is chance in one of some hundred. */
  private static final double FAR_LONGER = 3;

  /**
   * Noise below this share of the range is taken as this: counters are seldom finer. With 0.003 a
   * quarter more is called a leak wrongly (bench/vary-constants.md).
   */
  private static final double LEAST_NOISE = 0.01;

  /** Whether it jumps up again and again, throughout and never down. */
  public boolean areBursts() {
    return sizes.size() >= FEWEST_BURSTS
        && sizes.stream().allMatch(size -> size > 0)
        && longest <= PAUSE
        && !ended;
  }

  /** Probability that so many changes all go up, were either direction as likely. */
  public double chanceThatAllRise() {
    return Math.pow(0.5, sizes.size());
  }

  public static ChangePoints of(Points all) {
    Points points = all.atMost(MOST_POINTS);
    double[] y = points.values();
    int n = y.length;
    int shortest = Math.max(SHORTEST, n / MOST_SEGMENTS);
    double range = Quantiles.quantile(y, 1) - Quantiles.quantile(y, 0);
    double noise = Math.max(Quantiles.noise(y), LEAST_NOISE * range);
    if (n < 3 * shortest || range == 0) {
      return new ChangePoints(List.of(), List.of(), 1, false);
    }
    SegmentCost cost = new SegmentCost(y);
    double penalty = PENALTY * noise * noise * Math.log(n);
    return describe(points, cost, partition(cost, n, shortest, penalty));
  }

  private static List<Integer> partition(SegmentCost squared, int n, int shortest, double penalty) {
    double[] best = new double[n + 1];
    int[] previous = new int[n + 1];
    best[0] = -penalty;
    for (int end = 1; end <= n; end++) {
      best[end] = Double.POSITIVE_INFINITY;
      for (int begin = 0; begin <= end - shortest; begin++) {
        double cost = best[begin] + squared.of(begin, end) + penalty;
        if (cost < best[end]) {
          best[end] = cost;
          previous[end] = begin;
        }
      }
    }
    List<Integer> changes = new ArrayList<>();
    for (int end = previous[n]; end > 0; end = previous[end]) {
      changes.add(end);
    }
    Collections.reverse(changes);
    return changes;
  }

  private static ChangePoints describe(Points points, SegmentCost cost, List<Integer> changes) {
    List<Double> sizes = new ArrayList<>();
    double longest = 0;
    double between = 0;
    double last = 0;
    int begin = 0;
    for (int k = 0; k <= changes.size(); k++) {
      int end = end(changes, k, points.size());
      last = points.times()[end - 1] - points.times()[begin];
      longest = Math.max(longest, last / points.span());
      if (k > 0 && k < changes.size()) {
        between = Math.max(between, last);
      }
      if (k < changes.size()) {
        int next = end(changes, k + 1, points.size());
        sizes.add(cost.mean(end, next) - cost.mean(begin, end));
      }
      begin = end;
    }
    boolean ended = between > 0 && last > FAR_LONGER * between;
    return new ChangePoints(List.copyOf(changes), List.copyOf(sizes), longest, ended);
  }

  /** End of a stretch, the last of which ends with the series. */
  private static int end(List<Integer> changes, int stretch, int n) {
    return stretch < changes.size() ? changes.get(stretch) : n;
  }
}
