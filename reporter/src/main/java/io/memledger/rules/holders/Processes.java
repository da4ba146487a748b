package io.memledger.rules.holders;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.MinimumCapture;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes that may be judged, and the part of their life that may. */
public final class Processes {
  /** Commands that a collector runs under. */
  private static final Set<String> COLLECTOR_NAMES =
      Set.of("java", "memledger", "memledger-colle", "sh", "busybox", "bash", "dash");

  /** The collector's own figure and the kernel's differ by less than this share. */
  private static final double SAME = 0.05;

  private Processes() {}

  /**
   * Series of one metric for processes that live through the window's end, without their first
   * minutes, and without the collector itself.
   */
  public static List<TimeSeries> settled(Recording recording, Metric metric) {
    List<TimeSeries> settled = new ArrayList<>();
    for (TimeSeries series : recording.all(metric, Subject.Kind.PROCESS)) {
      if (!isCollector(recording, series.subject())) {
        settled(recording, series).ifPresent(settled::add);
      }
    }
    return settled;
  }

  /** Empty for a process too young or gone before the end. */
  public static Optional<TimeSeries> settled(Recording recording, TimeSeries series) {
    if (Lifetimes.goneBeforeEnd(recording, series)) {
      return Optional.empty();
    }
    double birth = birth(recording, series);
    // In minutes what began in their midst is still starting.
    boolean minutes = MinimumCapture.observed(recording) < MinimumCapture.LEAK_SECONDS;
    if (minutes && birth > MinimumCapture.WARM_UP_SHARE * recording.span()) {
      return Optional.empty();
    }
    return SeriesTools.after(series, birth + MinimumCapture.warmUp(recording))
        .filter(s -> s.size() >= 2);
  }

  /** Seconds since the recording's start; negative where it was there before. */
  public static double birth(Recording recording, TimeSeries series) {
    Optional<TimeSeries> uptime = recording.host(Metric.UPTIME);
    if (series.subject().start() > 0 && uptime.isPresent()) {
      return Lifetimes.birth(recording, series.subject(), uptime.get());
    }
    return Lifetimes.bornInside(recording, series)
        ? series.first().time()
        : Double.NEGATIVE_INFINITY;
  }

  /** Whether this is the collector, told by its resident size. */
  public static boolean isCollector(Recording recording, Subject process) {
    Optional<TimeSeries> own = recording.host(Metric.COLLECTOR_RSS);
    Optional<TimeSeries> rss = recording.series(Metric.PROC_RSS, process);
    if (own.isEmpty() || rss.isEmpty() || !COLLECTOR_NAMES.contains(process.name())) {
      return false;
    }
    double size = rss.get().last().value();
    double first = SeriesTools.at(rss.get(), own.get().first().time());
    return isSame(own.get().last().value(), size) && isSame(own.get().first().value(), first);
  }

  private static boolean isSame(double a, double b) {
    return Math.abs(a - b) <= SAME * Math.max(a, b);
  }
}
