package io.memledger.stats;

/** Squared errors of any stretch around its mean or its least-squares line, from running sums. */
public final class Squares {
  private final double[] t;
  private final double[] y;
  private final double[] tt;
  private final double[] ty;
  private final double[] yy;

  public Squares(double[] times, double[] values) {
    int n = times.length;
    // Centred, so that sums of squares of large numbers do not cancel.
    double t0 = times[n / 2];
    double y0 = values[n / 2];
    t = new double[n + 1];
    y = new double[n + 1];
    tt = new double[n + 1];
    ty = new double[n + 1];
    yy = new double[n + 1];
    for (int i = 0; i < n; i++) {
      double a = times[i] - t0;
      double b = values[i] - y0;
      t[i + 1] = t[i] + a;
      y[i + 1] = y[i] + b;
      tt[i + 1] = tt[i] + a * a;
      ty[i + 1] = ty[i] + a * b;
      yy[i + 1] = yy[i] + b * b;
    }
  }

  /** Mean less the value in the middle of all; only differences of it mean anything. */
  public double mean(int begin, int end) {
    return (y[end] - y[begin]) / (end - begin);
  }

  public double aroundMean(int begin, int end) {
    double sum = y[end] - y[begin];
    return Math.max(0, yy[end] - yy[begin] - sum * sum / (end - begin));
  }

  public double slope(int begin, int end) {
    double spread = spread(begin, end);
    return spread > 0 ? together(begin, end) / spread : 0;
  }

  public double aroundLine(int begin, int end) {
    double spread = spread(begin, end);
    double mean = aroundMean(begin, end);
    double together = together(begin, end);
    return spread > 0 ? Math.max(0, mean - together * together / spread) : mean;
  }

  private double spread(int begin, int end) {
    double sum = t[end] - t[begin];
    return tt[end] - tt[begin] - sum * sum / (end - begin);
  }

  private double together(int begin, int end) {
    return ty[end] - ty[begin] - (t[end] - t[begin]) * (y[end] - y[begin]) / (end - begin);
  }
}
