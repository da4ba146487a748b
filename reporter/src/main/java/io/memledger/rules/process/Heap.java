package io.memledger.rules.process;

import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Anonymous memory of a process that it holds: counted where it can be, else its resident size.
 * What it gave back with MADV_FREE stays in both until the kernel wants the pages, and is not held.
 */
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
    if (anonymous.isPresent() && isOften(anonymous.get(), resident)) {
      return Optional.of(held(recording, anonymous.get()));
    }
    return resident.map(s -> held(recording, s));
  }

  private static boolean isOften(TimeSeries counted, Optional<TimeSeries> resident) {
    long enough = resident.map(s -> Math.round(AS_OFTEN * s.samples())).orElse(0L);
    return counted.samples() >= Math.max(ENOUGH, enough);
  }

  private static TimeSeries held(Recording recording, TimeSeries series) {
    TimeSeries whole = withSwap(recording, series);
    return lazy(recording, series).map(lazy -> SeriesTools.less(whole, lazy)).orElse(whole);
  }

  /** What was given back, where it was read as often as the series that it is taken off. */
  static Optional<TimeSeries> lazy(Recording recording, TimeSeries series) {
    return recording
        .series(Metric.PROC_LAZY_FREE, series.subject())
        .filter(lazy -> isOften(lazy, Optional.of(series)));
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
