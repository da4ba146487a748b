package io.memledger.stats.fit;

import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import io.memledger.stats.Squares;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sudden changes of level, found by optimal partitioning with squared cost (Jackson et al. 2005;
 * ANALYSIS 3.4).
 *
 * @param at index of the first point after each change
 * @param sizes of the changes, in the values' unit
 * @param longest stretch without a change, as a share of the whole
 * @param ended whether the last stretch is longer than any that lies between two changes by far
 * @param isStep whether the course is one to three jumps upward between level stretches, which a
 *     straight line describes worse
 * @param jump sum of the jumps
 */
public record StepFit(
    List<Integer> at,
    List<Double> sizes,
    double longest,
    boolean ended,
    boolean isStep,
    double jump) {
  private static final int MOST_POINTS = 240;
  private static final int MOST_JUMPS = 3;
  private static final double BETTER_THAN_LINE = 0.5;
  private static final double LEVEL = 0.35;

  /** So many jumps up and none down happen by chance once in 2^5 times. */
  private static final int FEWEST_BURSTS = 5;

  /** What grows in bursts does so throughout: a longer pause means that it has ended. */
  private static final double PAUSE = 0.4;

  /** A pause at the end so many times as long as any before is chance in one of some hundred. */
  private static final double FAR_LONGER = 3;

  /** Noise below this share of the range is taken as this: counters are seldom finer. */
  private static final double LEAST_NOISE = 0.01;

  /** Whether it jumps up again and again, throughout and never down. */
  public boolean areBursts() {
    return sizes.size() >= FEWEST_BURSTS
        && sizes.stream().allMatch(size -> size > 0)
        && longest <= PAUSE
        && !ended;
  }

  /** Probability that so many changes all go up, were either direction as likely. */
  public double chance() {
    return Math.pow(0.5, sizes.size());
  }

  public static StepFit of(Points all) {
    Points points = all.atMost(MOST_POINTS);
    double[] y = points.values();
    int n = y.length;
    int shortest = Math.max(3, n / 40);
    double range = Quantiles.quantile(y, 1) - Quantiles.quantile(y, 0);
    double noise = Math.max(Quantiles.noise(y), LEAST_NOISE * range);
    if (n < 3 * shortest || range == 0) {
      return new StepFit(List.of(), List.of(), 1, false, false, 0);
    }
    Squares squares = new Squares(points.times(), y);
    List<Integer> changes = partition(squares, n, shortest, 4 * noise * noise * Math.log(n));
    return judge(points, squares, changes);
  }

  private static List<Integer> partition(Squares squares, int n, int shortest, double penalty) {
    double[] best = new double[n + 1];
    int[] previous = new int[n + 1];
    best[0] = -penalty;
    for (int end = 1; end <= n; end++) {
      best[end] = Double.POSITIVE_INFINITY;
      for (int begin = 0; begin <= end - shortest; begin++) {
        double cost = best[begin] + squares.aroundMean(begin, end) + penalty;
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

  private static StepFit judge(Points points, Squares squares, List<Integer> changes) {
    int n = points.size();
    List<Double> sizes = new ArrayList<>();
    double longest = 0;
    double between = 0;
    double last = 0;
    double jump = 0;
    double error = 0;
    double steepest = 0;
    boolean upward = true;
    int begin = 0;
    for (int k = 0; k <= changes.size(); k++) {
      int end = k < changes.size() ? changes.get(k) : n;
      error += squares.aroundMean(begin, end);
      double length = points.times()[end - 1] - points.times()[begin];
      longest = Math.max(longest, length / points.span());
      between = k > 0 && k < changes.size() ? Math.max(between, length) : between;
      last = length;
      steepest = Math.max(steepest, Math.abs(squares.slope(begin, end)) * length);
      if (k < changes.size()) {
        int next = k + 1 < changes.size() ? changes.get(k + 1) : n;
        double rise = squares.mean(end, next) - squares.mean(begin, end);
        sizes.add(rise);
        upward &= rise > 0;
        jump += rise;
      }
      begin = end;
    }
    boolean isStep =
        !changes.isEmpty()
            && changes.size() <= MOST_JUMPS
            && upward
            && error < BETTER_THAN_LINE * squares.aroundLine(0, n)
            && steepest < LEVEL * jump;
    boolean ended = between > 0 && last > FAR_LONGER * between;
    return new StepFit(List.copyOf(changes), List.copyOf(sizes), longest, ended, isStep, jump);
  }
}
