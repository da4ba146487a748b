package io.memledger.rules.cgroup;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Map;
import java.util.TreeMap;

/**
 * At whose limit processes were killed. The kernel counts a kill in the cgroup of the process, and
 * version 2 in all above it, whether its limit, one above it or the host's memory was the cause;
 * the limit that was met tells.
 */
final class Kills {
  private final Recording recording;
  private final Map<String, Double> atLimit = new TreeMap<>();
  private final Map<String, Double> below = new TreeMap<>();

  Kills(Recording recording) {
    this.recording = recording;
    Map<String, Double> kills = own(Metric.CG_OOM_KILL);
    Map<String, Double> hits = own(Metric.CG_MAX_EVENTS);
    kills.forEach((path, count) -> attribute(path, count, hits));
  }

  private void attribute(String path, double count, Map<String, Double> hits) {
    if (count <= 0) {
      return;
    }
    for (String at = path; at != null; at = above(at)) {
      // Where hits are not counted, a limit is enough.
      if (isLimited(at) && hits.getOrDefault(at, 1.0) > 0) {
        atLimit.merge(at, count, Double::sum);
        return;
      }
    }
    if (hits.getOrDefault(path, 0.0) > 0) {
      below.merge(path, count, Double::sum);
    }
  }

  private boolean isLimited(String path) {
    return CgroupLimit.of(recording, Subject.named(Subject.Kind.CGROUP, path)).isPresent();
  }

  /** By path, less what is counted below where the counters of version 2 hold that too. */
  private Map<String, Double> own(Metric counter) {
    Map<String, Double> all = new TreeMap<>();
    for (TimeSeries one : recording.all(counter, Subject.Kind.CGROUP)) {
      boolean born = Lifetimes.bornInside(recording, one);
      all.put(one.subject().name(), born ? one.last().value() : one.change());
    }
    Map<String, Double> own = new TreeMap<>(all);
    if (recording.host(Metric.CGROUP_FOLDERS).isEmpty()) {
      all.forEach(
          (path, count) -> {
            String above = above(path);
            while (above != null && !all.containsKey(above)) {
              above = above(above);
            }
            if (above != null) {
              own.merge(above, -count, Double::sum);
            }
          });
    }
    return own;
  }

  private static String above(String path) {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      return path.substring(0, slash);
    }
    return path.length() > 1 ? "/" : null;
  }

  /** Processes killed at the limit of a cgroup; NaN if kills are not counted in it. */
  double atLimitOf(Subject cgroup) {
    boolean counted = recording.series(Metric.CG_OOM_KILL, cgroup).isPresent();
    return atLimit.getOrDefault(cgroup.name(), counted ? 0 : Double.NaN);
  }

  /**
   * Processes by cgroup that has no limit itself, killed at a limit below it that is gone: that of
   * a container which was killed and came back under another id.
   */
  Map<String, Double> belowCgroups() {
    return below;
  }
}
