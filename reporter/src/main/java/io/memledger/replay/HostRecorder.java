package io.memledger.replay;

import io.memledger.series.Metric;

/** The host while it is recorded: its many series are found by their metric's number. */
final class HostRecorder {
  private final Series[] series = new Series[Metric.values().length];

  /** The series of a metric; it begins here if it is new. */
  Series of(Metric metric) {
    Series one = series[metric.ordinal()];
    if (one == null) {
      one = new Series(metric);
      series[metric.ordinal()] = one;
    }
    return one;
  }

  /** Value that snapshot {@code tick} put; NaN if none. */
  double at(Metric metric, int tick) {
    Series one = series[metric.ordinal()];
    return one == null ? Double.NaN : one.at(tick);
  }

  /** Null if nothing was ever put. */
  Series series(Metric metric) {
    return series[metric.ordinal()];
  }

  /** Forgets a series, so that it begins anew. */
  void forget(Metric metric) {
    series[metric.ordinal()] = null;
  }
}
