package io.memledger.rules.host;

import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Correlation;
import io.memledger.stats.Quantiles;
import io.memledger.stats.trend.Trend;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the pace of a counter of events goes with the growth of a level, over equal stretches of a
 * window.
 *
 * @param before events a second in the first third
 * @param after events a second in the last third
 * @param steadily rank correlation of the pace with time
 * @param together rank correlation of the pace with the growth of the level in the same stretch
 */
record EventPace(double before, double after, double steadily, double together) {
  /** Stretches: fewer tell nothing, more are noise (METHOD 4.4). */
  private static final int FEWEST = 20;

  /** Above this a stretch holds too few events. */
  private static final int MOST = 40;

  /** A rise by this factor, and so steadily, is more than the ordinary stir. */
  private static final double FACTOR = 1.2;

  /** Rank correlation with time: above the 0.6 that chance gives once in 400 times. */
  private static final double STEADILY = 0.7;

  /** Over 20 stretches chance gives this rank correlation once in 400 times. */
  private static final double TOGETHER = 0.6;

  /** Empty where there are too few samples, or nothing moves. */
  static Optional<EventPace> of(TimeSeries events, TimeSeries level, Trend window) {
    int n = Math.min(MOST, level.size() - 1);
    if (n < FEWEST) {
      return Optional.empty();
    }
    double[] pace = new double[n];
    double[] growth = new double[n];
    double[] order = new double[n];
    double step = window.span() / n;
    for (int i = 0; i < n; i++) {
      double from = window.from() + i * step;
      pace[i] = SeriesTools.rise(events, from, from + step) / step;
      growth[i] = SeriesTools.rise(level, from, from + step);
      order[i] = i;
    }
    return Optional.of(
        new EventPace(
            Quantiles.median(Arrays.copyOfRange(pace, 0, n / 3)),
            Quantiles.median(Arrays.copyOfRange(pace, n - n / 3, n)),
            Correlation.spearman(pace, order).orElse(0),
            Correlation.spearman(pace, growth).orElse(0)));
  }

  boolean movesTogether() {
    return together >= TOGETHER;
  }

  boolean rises() {
    return after >= FACTOR * before && steadily >= STEADILY;
  }
}
