package io.memledger.rules.cgroup;

import io.memledger.rule.Status;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.rules.judge.Persistence;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Optional;

/**
 * How full one cgroup is against the lower of its own two limits (memory.max, memory.high), and
 * what came of that. The cgroups above it have limits of their own, and are judged by them.
 *
 * @param limit with what is held at the end
 * @param kills processes killed at its limit during the capture; NaN if not counted
 * @param hits times that its limit was met during the capture; NaN if not counted
 * @param goesOn whether hits go on through the capture
 * @param stalled share of the time in which its programs stood still for lack of memory; NaN if not
 *     counted
 */
record Fill(
    Subject cgroup,
    CgroupLimit limit,
    double kills,
    double hits,
    boolean goesOn,
    double stalled,
    boolean stallsGoOn) {
  /** Of the limit: the rest is what a moment's need takes. */
  private static final double NEAR = 0.9;

  /** Seconds a second in which a program waits for memory: one in five is felt by users. */
  private static final double STALLS = 0.2;

  /** Share of the capture's parts in which the limit was met, for hits to go on. */
  private static final double OFTEN = 0.2;

  /** Empty if nothing limits it. */
  static Optional<Fill> of(Recording recording, Subject cgroup, Kills killed) {
    Optional<TimeSeries> max = recording.series(Metric.CG_MAX_EVENTS, cgroup);
    Optional<TimeSeries> high = recording.series(Metric.CG_HIGH_EVENTS, cgroup);
    Optional<TimeSeries> stalls = recording.series(Metric.CG_PSI_SOME, cgroup);
    double hits = max.map(TimeSeries::change).orElse(Double.NaN);
    double throttled = high.map(TimeSeries::change).orElse(Double.NaN);
    return CgroupLimit.of(recording, cgroup)
        .map(
            limit ->
                new Fill(
                    cgroup,
                    limit,
                    killed.atLimitOf(cgroup),
                    Double.isNaN(hits) ? throttled : hits + orZero(throttled),
                    max.map(Fill::often).orElse(false) || high.map(Fill::often).orElse(false),
                    stalls.map(SeriesTools::perSecond).orElse(Double.NaN),
                    stalls.map(s -> Persistence.of(s, STALLS)).orElse(false)));
  }

  private static boolean often(TimeSeries counter) {
    return counter.change() > 0 && SeriesTools.shareFaster(counter, Double.MIN_VALUE) >= OFTEN;
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  double working() {
    return limit.working();
  }

  double share() {
    return (isSplit() ? limit.working() : limit.current()) / limit.limit();
  }

  /** Whether it is known how much of it is file cache that is not in use. */
  boolean isSplit() {
    return !Double.isNaN(limit.cache());
  }

  /** Whether it is full with what it holds altogether, file cache or not. */
  boolean isFull() {
    return limit.current() >= NEAR * limit.limit();
  }

  private boolean isNear() {
    return share() >= NEAR;
  }

  /**
   * Kills are pressure; so are hits or stalls that go on while the working set leaves no room.
   * Where it may be file cache that fills it, hits are nothing: each page that is read meets the
   * limit.
   */
  Status status() {
    if (kills > 0 || isNear() && (goesOn && isSplit() || stallsGoOn)) {
      return Status.PRESSURE;
    }
    return isNear() ? Status.NOTICE : Status.CLEARED;
  }
}
