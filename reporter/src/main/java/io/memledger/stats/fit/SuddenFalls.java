package io.memledger.stats.fit;

import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sudden falls, as a garbage collector makes them, and the time between them (METHOD 3.4).
 *
 * @param length points between falls, their median
 * @param bottoms index of the lowest point after each fall
 */
public record SuddenFalls(double length, List<Integer> bottoms) {
  /** Two gaps between falls: the fewest that show a rhythm. */
  private static final int FEWEST = 3;

  /**
   * A fall this many standard deviations of the noise is not noise, nor two steps of a random walk.
   * With 5 three more shapes are wrong; 8 judges alike (bench/vary-constants.md).
   */
  private static final double NOT_NOISE = 6.5;

  /**
   * Points. A collection takes one sample, or two where a block's mean lies in the middle of it;
   * with 4 a fifth more leaks is missed (bench/vary-constants.md).
   */
  private static final int LONGEST_FALL = 2;

  /** A smaller share of the range does not shape the series (METHOD 3.4). */
  private static final double MATTERS = 0.1;

  /** Empty where there are fewer than 3 falls. */
  public static Optional<SuddenFalls> of(Points points) {
    double[] y = points.values();
    double range = Quantiles.quantile(y, 1) - Quantiles.quantile(y, 0);
    double least = Math.max(NOT_NOISE * Quantiles.noise(y), MATTERS * range);
    List<Integer> bottoms = new ArrayList<>();
    int i = 0;
    while (i + 1 < y.length) {
      int top = i;
      while (i + 1 < y.length && i - top < LONGEST_FALL && y[i + 1] < y[i]) {
        i++;
      }
      if (y[top] - y[i] > least) {
        // Its bottom is where it ends, though the fall be slower from here on.
        while (i + 1 < y.length && y[i + 1] < y[i]) {
          i++;
        }
        bottoms.add(i);
      }
      i = i == top ? i + 1 : i;
    }
    return bottoms.size() < FEWEST
        ? Optional.empty()
        : Optional.of(new SuddenFalls(medianGap(bottoms), List.copyOf(bottoms)));
  }

  private static double medianGap(List<Integer> bottoms) {
    double[] gaps = new double[bottoms.size() - 1];
    Arrays.setAll(gaps, k -> bottoms.get(k + 1) - bottoms.get(k));
    return Quantiles.median(gaps);
  }
}
