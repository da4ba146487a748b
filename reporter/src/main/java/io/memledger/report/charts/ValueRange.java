package io.memledger.report.charts;

import io.memledger.report.charts.ChartSpec.Curve;

/** Which values an axis spans. */
public final class ValueRange {
  /** Curves that stay above this share of their maximum may leave the zero line out. */
  private static final double HIGH = 0.6;

  /** What varies less than this share of its height is shown as the level line that it is. */
  private static final double FLAT = 1e-3;

  private static final double MARGIN = 0.06;

  private ValueRange() {}

  /** Lower and upper end; from zero unless all values are far above it. */
  public static double[] of(ChartSpec.Lines spec) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : spec.curves()) {
      double[] lows = curve.lows() == null ? curve.values() : curve.lows();
      double[] highs = curve.highs() == null ? curve.values() : curve.highs();
      for (int i = 0; i < lows.length; i++) {
        low = Math.min(low, lows[i]);
        high = Math.max(high, highs[i]);
      }
    }
    for (ChartSpec.Stretch fit : spec.over().fits()) {
      low = Math.min(low, Math.min(fit.fromValue(), fit.toValue()));
      high = Math.max(high, Math.max(fit.fromValue(), fit.toValue()));
    }
    for (ChartSpec.Level level : spec.over().levels()) {
      low = Math.min(low, level.value());
      high = Math.max(high, level.value());
    }
    if (low > high) {
      return new double[] {0, 1};
    }
    boolean flat = high - low <= FLAT * Math.abs(high);
    boolean zero = low >= 0 && (spec.fromZero() || flat || low < HIGH * high);
    double margin = Math.max((high - (zero ? 0 : low)) * MARGIN, Math.abs(high) * 1e-6);
    double bottom = zero ? 0 : low - margin;
    double top = high + margin;
    return top > bottom ? new double[] {bottom, top} : new double[] {bottom, bottom + 1};
  }
}
