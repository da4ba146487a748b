package io.memledger.stats;

import io.memledger.series.TimeSeries;
import java.util.OptionalDouble;

/**
 * How well the course foretold itself: a line fitted to the first part of a window, held against
 * what came after (METHOD 3.10).
 */
public final class BackTest {
  /** Share of the window that is fitted; the rest is foretold (METHOD 3.10). */
  private static final double FITTED = 0.7;

  /** Points on either side: the fewest that any trend here rests on. */
  private static final int FEWEST = 6;

  private BackTest() {}

  /**
   * The median error over the rest of the window, as a share of what the window rose by.
   *
   * @param from begin of the window, in the series' seconds
   * @param to its end
   * @return empty with too few points, or where nothing rose
   */
  public static OptionalDouble error(TimeSeries series, double from, double to) {
    Points all = Points.of(series).since(from);
    int size = all.size();
    while (size > 0 && all.times()[size - 1] > to) {
      size--;
    }
    int fitted = (int) (FITTED * size);
    if (fitted < FEWEST || size - fitted < FEWEST) {
      return OptionalDouble.empty();
    }
    Line line = TheilSen.fit(all.slice(0, fitted)).orElse(new Line(0, 0));
    Line whole = TheilSen.fit(all.slice(0, size)).orElse(new Line(0, 0));
    double rise = Math.abs(whole.slope()) * (all.times()[size - 1] - all.times()[0]);
    double[] errors = new double[size - fitted];
    for (int i = fitted; i < size; i++) {
      errors[i - fitted] = Math.abs(all.values()[i] - line.at(all.times()[i]));
    }
    return rise > 0 ? OptionalDouble.of(Quantiles.median(errors) / rise) : OptionalDouble.empty();
  }
}
