package io.memledger.stats.fit;

import io.memledger.stats.Line;
import io.memledger.stats.Points;
import io.memledger.stats.TheilSen;
import java.util.OptionalDouble;

/** Whether a course comes back again and again, and how often (Schuster 1898; METHOD 3.4). */
public final class Periodogram {
  /**
   * A smaller part of the variance about a line is no cycle: of white noise in 120 points the
   * highest peak takes 8 % on average, (ln 60 + 0.58) / 60 (Fisher 1929).
   */
  private static final double STRONG = 0.1;

  /**
   * Fewer cycles in the span cannot be told from a bend, or a step. With 3, half as many leaks
   * again are missed, those below a cycle (bench/vary-constants.md).
   */
  private static final double FEWEST = 2;

  /** Points that a cycle must have: three up and three down show its form. */
  private static final double SHORTEST = 6;

  /** Cycles between tries. A peak is one cycle wide, so that none lies between two tries. */
  private static final double COARSE = 0.1;

  /**
   * Cycles between tries about the highest peak: the phase at the end is then off by 2 degrees at
   * most.
   */
  private static final double FINE = 0.01;

  private Periodogram() {}

  /** Cycles over the span, by the highest peak of the periodogram about a line; empty for none. */
  public static OptionalDouble cycles(Points points) {
    int n = points.size();
    double[] rest = detrended(points);
    double best = 0;
    double at = 0;
    double total = 0;
    for (double v : rest) {
      total += v * v;
    }
    for (double count = FEWEST; count <= n / SHORTEST; count += COARSE) {
      double power = power(points, rest, count);
      if (power > best) {
        best = power;
        at = count;
      }
    }
    if (!(best > STRONG * total)) {
      return OptionalDouble.empty();
    }
    double centre = at;
    for (double count = centre - COARSE; count <= centre + COARSE; count += FINE) {
      double power = power(points, rest, count);
      if (power > best) {
        best = power;
        at = count;
      }
    }
    return OptionalDouble.of(at);
  }

  private static double power(Points points, double[] rest, double count) {
    double cos = 0;
    double sin = 0;
    for (int i = 0; i < rest.length; i++) {
      double angle = 2 * Math.PI * count * (points.times()[i] - points.times()[0]) / points.span();
      cos += rest[i] * Math.cos(angle);
      sin += rest[i] * Math.sin(angle);
    }
    return 2 * (cos * cos + sin * sin) / rest.length;
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
