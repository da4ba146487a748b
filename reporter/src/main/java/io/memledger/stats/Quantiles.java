package io.memledger.stats;

import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/** Order statistics of small arrays. Callers give at least one value. */
public final class Quantiles {
  /** Makes a median absolute deviation estimate a normal standard deviation. */
  private static final double NORMAL = 1.4826;

  private static final Median MEDIAN = Median.withDefaults().withCopy(true);
  private static final Quantile TYPE_7 =
      Quantile.withDefaults().withCopy(true).with(Quantile.EstimationMethod.HF7);

  private Quantiles() {}

  /** The values stay in their order. */
  public static double median(double[] values) {
    return MEDIAN.evaluate(values);
  }

  /** Quantile of type 7 (the default of R and NumPy). */
  public static double quantile(double[] values, double q) {
    return TYPE_7.evaluate(values, q);
  }

  /** Nearly all of the values lie within this: from the 2 % to the 98 % quantile. */
  public static double range(double[] values) {
    double[] ends = TYPE_7.evaluate(values, 0.02, 0.98);
    return ends[1] - ends[0];
  }

  /** Standard deviation by median absolute deviation. */
  public static double scaledMad(double[] values) {
    double middle = median(values);
    double[] off = new double[values.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = Math.abs(values[i] - middle);
    }
    return NORMAL * median(off);
  }

  /** Standard deviation of the noise around a slow course, from first differences; 0 below 3. */
  public static double noise(double[] values) {
    if (values.length < 3) {
      return 0;
    }
    double[] steps = new double[values.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = values[i + 1] - values[i];
    }
    return scaledMad(steps) / Math.sqrt(2);
  }
}
