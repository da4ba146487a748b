package io.memledger.replay;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/** The host while it is recorded: its many series are found by their metric's number. */
final class HostTrack {
  private final Series[] series = new Series[Metric.values().length];

  void add(Metric metric, double value, Segment segment) {
    Series one = series[metric.ordinal()];
    if (one == null) {
      one = new Series(metric);
      series[metric.ordinal()] = one;
    }
    if (one.add(value, segment.grid().tick())) {
      segment.touched(one);
    }
  }

  /** Value that the current snapshot put; NaN if none. */
  double now(Metric metric, Segment segment) {
    Series one = series[metric.ordinal()];
    return one == null ? Double.NaN : one.at(segment.grid().tick());
  }

  /** Null if nothing was ever put. */
  Series series(Metric metric) {
    return series[metric.ordinal()];
  }

  /** Forgets a series, so that it begins anew. */
  void forget(Metric metric) {
    series[metric.ordinal()] = null;
  }

  Subject subject() {
    return Subject.HOST;
  }
}
