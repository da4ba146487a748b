package io.memledger.rule.cgroup;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Optional;

/**
 * How much room a cgroup has at the end under the lower of its own two limits.
 *
 * @param limit bytes: memory.max (v1: memory.limit_in_bytes), or memory.high where that is lower
 * @param isHigh whether it is memory.high, which slows programs down and kills none
 * @param current bytes held
 * @param cache of them, file cache that is not in use and would be given back; NaN if memory.stat
 *     was not captured
 */
public record CgroupLimit(double limit, boolean isHigh, double current, double cache) {
  /** Empty if nothing limits it, or if the limit is no less than the memory of the machine. */
  public static Optional<CgroupLimit> of(Recording recording, Subject cgroup) {
    Optional<TimeSeries> current = recording.series(Metric.CG_CURRENT, cgroup);
    double max = last(recording, Metric.CG_LIMIT, cgroup, Double.POSITIVE_INFINITY);
    double high = last(recording, Metric.CG_HIGH, cgroup, Double.POSITIVE_INFINITY);
    double limit = Math.min(max, high);
    boolean limits =
        limit > 0 && !Double.isInfinite(limit) && !(limit >= recording.hostFacts().memTotal());
    return current
        .filter(c -> limits)
        .map(
            c ->
                new CgroupLimit(
                    limit,
                    high < max,
                    c.last().value(),
                    last(recording, Metric.CG_INACTIVE_FILE, cgroup, Double.NaN)));
  }

  private static double last(Recording recording, Metric metric, Subject cgroup, double absent) {
    return recording.series(metric, cgroup).map(s -> s.last().value()).orElse(absent);
  }

  /** What is held without unused file cache, in bytes; NaN where it is not known what is cache. */
  public double working() {
    return Math.max(0, current - cache);
  }

  /**
   * Bytes that are left before programs stall or are killed (METHOD 3.10); without memory.stat
   * those before file cache, if there is any, is taken back.
   */
  public double headroom() {
    return limit - current + (Double.isNaN(cache) ? 0 : cache);
  }
}
