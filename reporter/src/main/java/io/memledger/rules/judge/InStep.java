package io.memledger.rules.judge;

import io.memledger.series.TimeSeries;
import io.memledger.stats.Correlation;

/** Whether two courses rise at the same moments. */
public final class InStep {
  /** Of five, chance gives a rank correlation of 0.9 once in 24 times; of three, once in 6. */
  private static final int FEWEST_SAMPLES = 5;

  /** Both must rise in the same order of time (METHOD 4.4). */
  private static final double TOGETHER = 0.9;

  private InStep() {}

  /** From a time on, at the moments of the first. */
  public static boolean are(TimeSeries things, TimeSeries line, double from) {
    int begin = 0;
    while (begin < things.size() && things.time(begin) < from) {
      begin++;
    }
    int n = things.size() - begin;
    if (n < FEWEST_SAMPLES) {
      return false;
    }
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = things.mean(begin + i);
      b[i] = SeriesTools.at(line, things.time(begin + i));
    }
    return Correlation.spearman(a, b).orElse(0) >= TOGETHER;
  }
}
