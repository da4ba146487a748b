package io.memledger.stats.trend;

import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import java.util.Arrays;

/**
 * A course and its plain numbers, before anything is fitted.
 *
 * @param samples that stand behind the points
 * @param range of nearly all values
 * @param start robust level at the begin
 * @param end robust level at the end
 */
record Outline(Points points, long samples, double range, double start, double end) {
  /** A median of three is not moved by one odd point. */
  private static final int EDGE_POINTS = 3;

  /** An end of a fiftieth of the series: 2 %, as for the ledger of a drop (METHOD 4). */
  private static final int EDGE_PARTS = 50;

  static Outline of(Points points, long samples) {
    double[] values = points.values();
    int n = values.length;
    int edge = Math.max(Math.min(EDGE_POINTS, n / 3), n / EDGE_PARTS);
    return new Outline(
        points,
        samples,
        Quantiles.range(values),
        Quantiles.median(Arrays.copyOf(values, edge)),
        Quantiles.median(Arrays.copyOfRange(values, n - edge, n)));
  }

  boolean rose() {
    return end > start;
  }
}
