package io.memledger.stats.fit;

/** Squared errors of any stretch around its mean, from running sums. */
final class SegmentCost {
  private final double[] sums;
  private final double[] squares;

  SegmentCost(double[] values) {
    int n = values.length;
    // Centred, so that sums of squares of large numbers do not cancel.
    double centre = values[n / 2];
    sums = new double[n + 1];
    squares = new double[n + 1];
    for (int i = 0; i < n; i++) {
      double off = values[i] - centre;
      sums[i + 1] = sums[i] + off;
      squares[i + 1] = squares[i] + off * off;
    }
  }

  double of(int begin, int end) {
    double sum = sums[end] - sums[begin];
    return Math.max(0, squares[end] - squares[begin] - sum * sum / (end - begin));
  }

  /** Mean less the value in the middle of all; only differences of it mean anything. */
  double mean(int begin, int end) {
    return (sums[end] - sums[begin]) / (end - begin);
  }
}
