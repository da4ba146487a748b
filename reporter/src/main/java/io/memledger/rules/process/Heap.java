package io.memledger.rules.process;

import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Optional;
import java.util.OptionalDouble;

/** Anonymous memory of a process: counted where it can be, else its resident size. */
final class Heap {
  /** Samples that the seldom captured status must have to be judged by itself. */
  private static final long ENOUGH = 20;

  /**
   * Of the samples of the resident size: status that is read less often than this would see the
   * teeth of a collected heap at random heights.
   */
  private static final double AS_OFTEN = 0.8;

  private Heap() {}

  /** Anonymous plus swapped bytes where captured often enough; else the resident size. */
  static Optional<TimeSeries> of(Recording recording, Subject process) {
    Optional<TimeSeries> anonymous = recording.series(Metric.PROC_RSS_ANON, process);
    Optional<TimeSeries> resident = recording.series(Metric.PROC_RSS, process);
    long enough = resident.map(s -> Math.round(AS_OFTEN * s.samples())).orElse(0L);
    if (anonymous.isPresent() && anonymous.get().samples() >= Math.max(ENOUGH, enough)) {
      return Optional.of(withSwap(recording, anonymous.get()));
    }
    return resident.map(s -> withSwap(recording, s));
  }

  /** Memory that moved to swap is no less held. */
  private static TimeSeries withSwap(Recording recording, TimeSeries series) {
    return recording
        .series(Metric.PROC_SWAP, series.subject())
        .map(swap -> SeriesTools.sum(series, swap))
        .orElse(series);
  }

  /**
   * The part of a resident size's growth that is anonymous, from the seldom captured counters;
   * empty where none was captured twice.
   */
  static OptionalDouble anonymousShare(Recording recording, Subject process) {
    Optional<TimeSeries> rss = recording.series(Metric.PROC_RSS, process);
    for (Metric metric :
        java.util.List.of(Metric.PROC_RSS_ANON, Metric.PROC_PSS_ANON, Metric.PROC_ANONYMOUS)) {
      Optional<TimeSeries> counted = recording.series(metric, process);
      if (rss.isPresent() && counted.isPresent() && counted.get().samples() > 1) {
        double from = counted.get().first().time();
        double to = counted.get().last().time();
        double grown = SeriesTools.rise(rss.get(), from, to);
        if (grown > 0) {
          return OptionalDouble.of(counted.get().change() / grown);
        }
      }
    }
    return OptionalDouble.empty();
  }
}
