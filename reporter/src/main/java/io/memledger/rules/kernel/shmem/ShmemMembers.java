package io.memledger.rules.kernel.shmem;

import io.memledger.rule.Shares;
import io.memledger.rules.holders.Segments;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shared memory that is counted by itself, mounts, the segments of one maker and the files that
 * only a process' descriptors keep, judged each by its own course: on a busy machine the line of
 * the whole host is too restless to tell.
 */
final class ShmemMembers {
  private ShmemMembers() {}

  /** Those that leak; the segments of one maker stand as one series of whom to name for them. */
  static List<Family.Member> leaks(Recording recording) {
    List<TimeSeries> members =
        new ArrayList<>(recording.all(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT));
    members.addAll(byMaker(recording));
    members.addAll(recording.all(Metric.PROC_HELD, Subject.Kind.PROCESS));
    List<Family.Member> leaks =
        Family.judge(recording, members, s -> Materiality.process(recording)).stream()
            .filter(Family.Member::isLeak)
            .toList();
    return leaks.stream().filter(m -> !isHeld(m, leaks)).toList();
  }

  /** Whether a mount's growth is that of a file which a process holds: those are one leak. */
  private static boolean isHeld(Family.Member mount, List<Family.Member> leaks) {
    return mount.series().metric() == Metric.MOUNT_USED
        && leaks.stream()
            .filter(m -> m.series().metric() == Metric.PROC_HELD)
            .anyMatch(m -> m.trend().rate() >= Shares.MAIN * mount.trend().rate());
  }

  private static List<TimeSeries> byMaker(Recording recording) {
    List<TimeSeries> sums = new ArrayList<>();
    Optional<TimeSeries> host = recording.host(Metric.LEDGER_SHMEM);
    if (host.isEmpty()) {
      return recording.all(Metric.SHM_RSS, Subject.Kind.SHM_SEGMENT);
    }
    double end = host.get().last().time();
    for (Segments.Made made : Segments.of(recording, host.get().first().time(), end)) {
      if (made.maker() != null) {
        sums.add(sum(recording, host.get().times(), made.culprit(), made.segments()));
      }
    }
    return sums;
  }

  private static TimeSeries sum(
      Recording recording, double[] times, Subject maker, List<TimeSeries> segments) {
    double interval = recording.capture().intervalSeconds();
    double missed = Double.isNaN(interval) ? 0 : interval;
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      for (TimeSeries one : segments) {
        boolean there = one.first().time() <= times[i] && one.last().time() >= times[i] - missed;
        values[i] += there ? SeriesTools.at(one, times[i]) : 0;
      }
    }
    return TimeSeries.of(Metric.SHM_RSS, maker, times, values);
  }
}
