package io.memledger.stats;

/** Correlation of a series with itself, shifted. */
final class Autocorrelation {
  private Autocorrelation() {}

  /** By lag, 0 to the given one; all 0 for a constant series. */
  static double[] of(double[] values, int mostLags) {
    int n = values.length;
    double mean = java.util.Arrays.stream(values).average().orElse(0);
    double[] r = new double[Math.min(mostLags, n - 1) + 1];
    double all = 0;
    for (double value : values) {
      all += (value - mean) * (value - mean);
    }
    for (int lag = 0; lag < r.length && all > 0; lag++) {
      double sum = 0;
      for (int i = lag; i < n; i++) {
        sum += (values[i] - mean) * (values[i - lag] - mean);
      }
      r[lag] = sum / all;
    }
    return r;
  }
}
