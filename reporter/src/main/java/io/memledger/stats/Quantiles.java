package io.memledger.stats;

import java.util.Arrays;

/** Order statistics of small arrays. Callers give at least one value. */
public final class Quantiles {
  /** Makes a median absolute deviation estimate a normal standard deviation. */
  private static final double NORMAL = 1.4826;

  private Quantiles() {}

  public static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** Quantile of type 7 (the default of R and NumPy). */
  public static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, q);
  }

  static double ofSorted(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  /** Standard deviation by median absolute deviation. */
  public static double spread(double[] values) {
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
    return spread(steps) / Math.sqrt(2);
  }
}
