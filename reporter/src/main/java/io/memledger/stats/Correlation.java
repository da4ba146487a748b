package io.memledger.stats;

import java.util.OptionalDouble;

/** Do two courses move together (Spearman's rank correlation). */
public final class Correlation {
  private Correlation() {}

  /** Empty below 5 pairs or where one does not move. */
  public static OptionalDouble spearman(double[] a, double[] b) {
    if (a.length < 5 || a.length != b.length) {
      return OptionalDouble.empty();
    }
    double[] x = MannKendall.ranks(a);
    double[] y = MannKendall.ranks(b);
    double mean = (a.length + 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mean) * (y[i] - mean);
      xx += (x[i] - mean) * (x[i] - mean);
      yy += (y[i] - mean) * (y[i] - mean);
    }
    return xx > 0 && yy > 0 ? OptionalDouble.of(xy / Math.sqrt(xx * yy)) : OptionalDouble.empty();
  }
}
