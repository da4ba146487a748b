package io.memledger.replay;

import io.memledger.series.Metric;
import io.memledger.source.Rank;
import java.util.EnumSet;
import java.util.Set;

/**
 * The host while it is recorded: its many series are found by their metric's number and the rank of
 * the file that tells it.
 */
final class HostRecorder {
  private static final int METRICS = Metric.values().length;
  private static final int RANKS = Rank.values().length;

  private final Series[] series = new Series[METRICS * RANKS];
  private final Set<Metric> told = EnumSet.noneOf(Metric.class);

  /** Number of a series: what is told, by a file of which rank. */
  static int slot(Metric metric, Rank rank) {
    return rank.ordinal() * METRICS + metric.ordinal();
  }

  /** The series of a metric as its own file tells it; it begins here if it is new. */
  Series of(Metric metric) {
    return of(metric, metric.ordinal());
  }

  /** Likewise by number. */
  Series of(Metric metric, int slot) {
    Series one = series[slot];
    if (one == null) {
      one = new Series(metric, Rank.values()[slot / METRICS]);
      series[slot] = one;
      told.add(metric);
    }
    return one;
  }

  /** Metrics that any file ever told. */
  Set<Metric> told() {
    return told;
  }

  /** Value that snapshot {@code tick} put; NaN if none. */
  double at(Metric metric, int tick) {
    Series one = series(metric);
    return one == null ? Double.NaN : one.at(tick);
  }

  /** As the nearest file tells it; null if none ever did. */
  Series series(Metric metric) {
    for (int slot = metric.ordinal(); slot < series.length; slot += METRICS) {
      if (series[slot] != null && series[slot].begun()) {
        return series[slot];
      }
    }
    return null;
  }

  /** Whether a nearer file has told it, so that this one need not. */
  boolean tellsBetter(Metric metric, Rank rank) {
    for (int slot = metric.ordinal(); slot < slot(metric, rank); slot += METRICS) {
      if (series[slot] != null && series[slot].begun()) {
        return true;
      }
    }
    return false;
  }

  /** Forgets a series, so that it begins anew. */
  void forget(Metric metric) {
    series[metric.ordinal()] = null;
  }
}
