package io.memledger.stats.fit;

import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sudden falls, as a garbage collector makes them, and the time between them (ANALYSIS 3.4).
 *
 * @param falls how many
 * @param length points between falls, their median
 * @param height median fall
 * @param bottoms index of the lowest point after each fall
 */
public record Teeth(int falls, double length, double height, List<Integer> bottoms) {
  private static final int FEWEST = 3;

  /** A fall this many times the noise is not noise, nor two steps of a random walk. */
  private static final double NOT_NOISE = 6.5;

  /** A collection takes one sample, or two where a block's mean lies in the middle of it. */
  private static final int LONGEST_FALL = 2;

  /** A smaller share of the range does not shape the course. */
  private static final double MATTERS = 0.1;

  /** Empty where there are fewer than 3 falls. */
  public static Optional<Teeth> of(Points points) {
    double[] y = points.values();
    double range = Quantiles.quantile(y, 1) - Quantiles.quantile(y, 0);
    double least = Math.max(NOT_NOISE * Quantiles.noise(y), MATTERS * range);
    double[] gaps = new double[y.length];
    double[] heights = new double[y.length];
    List<Integer> bottoms = new ArrayList<>();
    int falls = 0;
    int last = -1;
    int i = 0;
    while (i + 1 < y.length) {
      int top = i;
      while (i + 1 < y.length && i - top < LONGEST_FALL && y[i + 1] < y[i]) {
        i++;
      }
      if (y[top] - y[i] > least) {
        if (falls > 0) {
          gaps[falls - 1] = i - last;
        }
        heights[falls++] = y[top] - y[i];
        last = i;
        bottoms.add(i);
      }
      i = i == top ? i + 1 : i;
    }
    if (falls < FEWEST) {
      return Optional.empty();
    }
    return Optional.of(
        new Teeth(
            falls,
            Quantiles.median(java.util.Arrays.copyOf(gaps, falls - 1)),
            Quantiles.median(java.util.Arrays.copyOf(heights, falls)),
            List.copyOf(bottoms)));
  }
}
