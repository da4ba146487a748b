package io.memledger.rules.cgroup;

import io.memledger.rule.Status;
import io.memledger.rules.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Optional;

/**
 * How full one cgroup is against the lower of its own two limits (memory.max, memory.high), and
 * what came of that. The cgroups above it have limits of their own, and are judged by them.
 *
 * @param current bytes held at the end
 * @param working of them, without file cache that is not in use
 * @param limit bytes
 * @param kills processes killed for lack of memory in it during the capture; NaN if not counted
 * @param hits times that its limit was met during the capture; NaN if not counted
 * @param goesOn whether hits go on through the capture
 */
record Fill(
    Subject cgroup,
    double current,
    double working,
    double limit,
    double kills,
    double hits,
    boolean goesOn) {
  /** Of the limit: the rest is what a moment's need takes. */
  private static final double NEAR = 0.9;

  /** Share of the capture's parts in which the limit was met, for hits to go on. */
  private static final double OFTEN = 0.2;

  /** Empty if nothing limits it. */
  static Optional<Fill> of(Recording recording, TimeSeries current) {
    Subject cgroup = current.subject();
    double limit =
        Math.min(
            last(recording, Metric.CG_LIMIT, cgroup, Double.POSITIVE_INFINITY),
            last(recording, Metric.CG_HIGH, cgroup, Double.POSITIVE_INFINITY));
    double total = recording.hostFacts().memTotal();
    if (!(limit > 0) || Double.isInfinite(limit) || limit >= total) {
      return Optional.empty();
    }
    double held = current.last().value();
    double cache = last(recording, Metric.CG_INACTIVE_FILE, cgroup, 0);
    Optional<TimeSeries> max = recording.series(Metric.CG_MAX_EVENTS, cgroup);
    Optional<TimeSeries> high = recording.series(Metric.CG_HIGH_EVENTS, cgroup);
    double hits = max.map(TimeSeries::change).orElse(Double.NaN);
    double throttled = high.map(TimeSeries::change).orElse(Double.NaN);
    return Optional.of(
        new Fill(
            cgroup,
            held,
            Math.max(0, held - cache),
            limit,
            recording.series(Metric.CG_OOM_KILL, cgroup).map(TimeSeries::change).orElse(Double.NaN),
            Double.isNaN(hits) ? throttled : hits + (Double.isNaN(throttled) ? 0 : throttled),
            max.map(Fill::often).orElse(false) || high.map(Fill::often).orElse(false)));
  }

  private static boolean often(TimeSeries counter) {
    return counter.change() > 0 && SeriesTools.shareFaster(counter, Double.MIN_VALUE) >= OFTEN;
  }

  private static double last(Recording recording, Metric metric, Subject cgroup, double absent) {
    return recording.series(metric, cgroup).map(s -> s.last().value()).orElse(absent);
  }

  double share() {
    return working / limit;
  }

  /** Whether it is full with what it holds altogether, file cache or not. */
  boolean isFull() {
    return current >= NEAR * limit;
  }

  private boolean isNear() {
    return share() >= NEAR;
  }

  /** Kills are pressure; so are hits that go on while the working set leaves no room. */
  Status status() {
    if (kills > 0 || isNear() && goesOn) {
      return Status.PRESSURE;
    }
    return isNear() ? Status.NOTICE : Status.CLEARED;
  }
}
