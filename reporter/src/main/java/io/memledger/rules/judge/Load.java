package io.memledger.rules.judge;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.stats.SimpleRegression;
import io.memledger.stats.trend.Trend;
import java.util.Optional;

/**
 * Whether memory follows how busy the machine is, as caches, sessions and buffers do. A leak for
 * each request follows the work done so far instead; one by the clock follows neither.
 */
public final class Load {
  /** Parts of the window: a minute each of an hour, in which load goes up and down often. */
  private static final int PARTS = 60;

  /**
   * Of the parts: with fewer, a tenth less of error is a difference of about 2 in BIC, and that is
   * none.
   */
  private static final int FEWEST = 24;

  /**
   * Error left by the load, of that left by time or by the work done so far: over 60 parts a tenth
   * less is a difference of 6 in BIC, positive evidence (Kass and Raftery 1995).
   */
  private static final double BETTER = 0.9;

  /** Of the rise that is still there once the load is taken away. */
  private static final double LEFT = 0.25;

  private Load() {}

  /** Over the window of its trend; false where the CPUs' time was not captured. */
  public static boolean explains(Recording recording, TimeSeries series, Trend trend) {
    Optional<TimeSeries> all = recording.host(Metric.CPU_TICKS);
    Optional<TimeSeries> idle = recording.host(Metric.CPU_IDLE_TICKS);
    if (all.isEmpty() || idle.isEmpty()) {
      return false;
    }
    double length = trend.span() / PARTS;
    double[] times = new double[PARTS];
    double[] load = new double[PARTS];
    double[] work = new double[PARTS];
    double[] memory = new double[PARTS];
    int n = 0;
    double done = 0;
    for (int k = 0; k < PARTS; k++) {
      double from = trend.from() + k * length;
      double ticks = SeriesTools.rise(all.get(), from, from + length);
      double busy = 1 - SeriesTools.rise(idle.get(), from, from + length) / ticks;
      double level = SeriesTools.mean(series, from, from + length);
      if (ticks > 0 && busy >= 0 && busy <= 1) {
        done += busy / 2;
        if (!Double.isNaN(level)) {
          times[n] = from + length / 2;
          load[n] = busy;
          work[n] = done;
          memory[n++] = level;
        }
        done += busy / 2;
      }
    }
    return n >= FEWEST
        && follows(
            java.util.Arrays.copyOf(times, n),
            java.util.Arrays.copyOf(load, n),
            java.util.Arrays.copyOf(work, n),
            java.util.Arrays.copyOf(memory, n));
  }

  private static boolean follows(double[] times, double[] load, double[] work, double[] memory) {
    SimpleRegression byLoad = SimpleRegression.of(load, memory);
    double byTime = SimpleRegression.of(times, memory).error();
    double byWork = SimpleRegression.of(work, memory).error();
    return byLoad.slope() > 0
        && byLoad.error() < BETTER * Math.min(byTime, byWork)
        && Math.abs(SimpleRegression.of(times, byLoad.rest(load, memory)).slope())
            < LEFT * Math.abs(SimpleRegression.of(times, memory).slope());
  }
}
