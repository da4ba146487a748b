package io.memledger.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How steadily a series rises, by the medians of equal stretches of time (METHOD 3.5). */
public final class Steadiness {
  /**
   * Ten stretches have nine changes: enough to say "nearly all", and each still has many points
   * (METHOD 3.5).
   */
  private static final int MOST_SEGMENTS = 10;

  /** Three changes: of two, both rise by chance once in four times. */
  private static final int FEWEST_SEGMENTS = 4;

  /** The fewest of which a median leaves out an odd one. */
  private static final int POINTS_PER_SEGMENT = 3;

  private Steadiness() {}

  /** Share of the stretches that lie above the one before; empty with fewer than 4 stretches. */
  public static OptionalDouble risingShare(Points points) {
    return risingShare(points, points.size() / POINTS_PER_SEGMENT);
  }

  /** Likewise, where each point stands for a stretch of its own, as the floors of sawteeth do. */
  public static OptionalDouble risingShareOfFloors(Points floors) {
    return risingShare(floors, floors.size());
  }

  private static OptionalDouble risingShare(Points points, int most) {
    int segments = Math.min(MOST_SEGMENTS, most);
    if (segments < FEWEST_SEGMENTS || !(points.span() > 0)) {
      return OptionalDouble.empty();
    }
    double[] medians = medians(points, segments);
    int rising = 0;
    for (int k = 1; k < medians.length; k++) {
      rising += medians[k] > medians[k - 1] ? 1 : 0;
    }
    return medians.length < FEWEST_SEGMENTS
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) rising / (medians.length - 1));
  }

  /** Of the stretches that hold a point. */
  private static double[] medians(Points points, int segments) {
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
        medians[filled++] = Quantiles.median(Arrays.copyOfRange(points.values(), begin, end));
      }
      begin = end;
    }
    return Arrays.copyOf(medians, filled);
  }
}
