package io.memledger.stats;

import java.util.OptionalDouble;

/** The length of a cycle, by the first high peak of the autocorrelation (ANALYSIS 3.4). */
final class Period {
  private static final double STRONG = 0.35;
  private static final int SHORTEST = 4;
  private static final double FEWEST_CYCLES = 2.5;

  private Period() {}

  /** Points of one cycle; empty where there is none, or fewer than 2.5 of them. */
  static OptionalDouble of(Points points) {
    int n = points.size();
    if (n < 3 * SHORTEST) {
      return OptionalDouble.empty();
    }
    double[] r = Autocorrelation.of(detrended(points), (int) (n / FEWEST_CYCLES));
    int lag = 1;
    while (lag < r.length && r[lag] >= 0) {
      lag++;
    }
    int peak = 0;
    for (; lag + 1 < r.length; lag++) {
      boolean top = r[lag] >= r[lag - 1] && r[lag] >= r[lag + 1];
      if (top && lag >= SHORTEST && r[lag] >= STRONG) {
        peak = lag;
        break;
      }
    }
    return peak == 0 ? OptionalDouble.empty() : OptionalDouble.of(peak);
  }

  private static double[] detrended(Points points) {
    Line line = TheilSen.fit(points).orElse(new Line(0, 0));
    double[] rest = new double[points.size()];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = points.values()[i] - line.at(points.times()[i]);
    }
    return rest;
  }
}
