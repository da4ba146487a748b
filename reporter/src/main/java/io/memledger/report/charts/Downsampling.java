package io.memledger.report.charts;

import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.ChartSpec.Stack;

/** Fewer points that still show every extreme: neighbours merged, least and most kept. */
public final class Downsampling {
  private Downsampling() {}

  /** The same chart with no more than so many points a curve. */
  public static ChartSpec of(ChartSpec spec, int most) {
    if (spec instanceof Lines lines) {
      return new Lines(
          lines.frame(),
          lines.unit(),
          lines.size(),
          lines.fromZero(),
          lines.curves().stream().map(curve -> of(curve, most)).toList(),
          lines.over());
    }
    if (spec instanceof Stack stack) {
      return new Stack(
          stack.frame(), stack.layers().stream().map(curve -> of(curve, most)).toList());
    }
    return spec;
  }

  public static Curve of(Curve curve, int most) {
    int size = curve.times().length;
    if (size <= most) {
      return curve;
    }
    int step = (size + most - 1) / most;
    int blocks = (size + step - 1) / step;
    double[] times = new double[blocks];
    double[] values = new double[blocks];
    double[] lows = new double[blocks];
    double[] highs = new double[blocks];
    for (int block = 0; block < blocks; block++) {
      int from = block * step;
      int to = Math.min(size, from + step);
      lows[block] = Double.POSITIVE_INFINITY;
      highs[block] = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        times[block] += curve.times()[i] / (to - from);
        values[block] += curve.values()[i] / (to - from);
        lows[block] = Math.min(lows[block], low(curve, i));
        highs[block] = Math.max(highs[block], high(curve, i));
      }
    }
    // The ends stay where they are, so that no curve shrinks.
    times[0] = curve.times()[0];
    times[blocks - 1] = curve.times()[size - 1];
    return new Curve(curve.label(), curve.hue(), times, values, lows, highs);
  }

  private static double low(Curve curve, int i) {
    return curve.lows() == null ? curve.values()[i] : curve.lows()[i];
  }

  private static double high(Curve curve, int i) {
    return curve.highs() == null ? curve.values()[i] : curve.highs()[i];
  }
}
