package io.memledger.rules.process;

import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.List;
import java.util.Optional;

/**
 * The resident memory of all processes of one command, without the files that each of them maps
 * anew: RSS counts shared pages once a process, so that more processes look like more memory.
 */
final class GroupMemory {
  private GroupMemory() {}

  /** The group's RSS as it is where no member tells how much of its own is files. */
  static TimeSeries of(
      Recording recording, TimeSeries group, Optional<TimeSeries> count, List<TimeSeries> members) {
    double[] files =
        members.stream()
            .flatMap(m -> recording.series(Metric.PROC_RSS_ANON, m.subject()).stream())
            .mapToDouble(anon -> files(recording, anon))
            .filter(bytes -> bytes >= 0)
            .sorted()
            .toArray();
    if (count.isEmpty() || files.length == 0) {
      return group;
    }
    double usual = files[files.length / 2];
    return SeriesTools.less(group, SeriesTools.scaled(count.get(), usual));
  }

  /** What of a process is not its own, at the last sample of both. */
  private static double files(Recording recording, TimeSeries anon) {
    return recording
        .series(Metric.PROC_RSS, anon.subject())
        .map(rss -> SeriesTools.at(rss, anon.last().time()) - anon.last().value())
        .orElse(-1.0);
  }
}
