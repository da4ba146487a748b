package io.memledger.rules.kernel;

import io.memledger.rules.Family;
import io.memledger.rules.Materiality;
import io.memledger.rules.SeriesTools;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shared memory that is counted by itself, mounts and the segments of one maker, judged each by its
 * own course: on a busy machine the line of the whole host is too restless to tell.
 */
final class ShmemMembers {
  private ShmemMembers() {}

  /** Those that leak; the segments of one maker stand as one series of that process. */
  static List<Family.Member> leaks(Recording recording) {
    List<TimeSeries> members =
        new ArrayList<>(recording.all(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT));
    members.addAll(byMaker(recording));
    return Family.judge(recording, members, s -> Materiality.process(recording)).stream()
        .filter(Family.Member::isLeak)
        .toList();
  }

  private static List<TimeSeries> byMaker(Recording recording) {
    Map<String, List<TimeSeries>> made = new TreeMap<>();
    for (TimeSeries one : recording.all(Metric.SHM_RSS, Subject.Kind.SHM_SEGMENT)) {
      recording
          .label(one.subject(), Label.MAKER)
          .ifPresent(pid -> made.computeIfAbsent(pid, p -> new ArrayList<>()).add(one));
    }
    List<TimeSeries> sums = new ArrayList<>();
    Optional<TimeSeries> host = recording.host(Metric.LEDGER_SHMEM);
    made.forEach(
        (pid, segments) ->
            process(recording, pid)
                .ifPresent(
                    who ->
                        host.ifPresent(h -> sums.add(sum(recording, h.times(), who, segments)))));
    return sums;
  }

  private static Optional<Subject> process(Recording recording, String pid) {
    return recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
        .map(TimeSeries::subject)
        .filter(s -> Long.toString(s.id()).equals(pid))
        .max(Comparator.comparingLong(Subject::start));
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
