package io.memledger.rules.kernel.causes;

import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.Optional;

/**
 * How much memory the hypervisor took, in bytes: Balloon of meminfo (6.16 and later), else the
 * pages that vmstat counts in and out of the balloon.
 */
public final class BalloonSize {
  private BalloonSize() {}

  /** Whether any counter of a balloon was captured. */
  public static boolean isCounted(Recording recording) {
    return recording.host(Metric.BALLOON).isPresent()
        || recording.host(Metric.BALLOON_INFLATE).isPresent();
  }

  public static String source(Recording recording) {
    return recording.host(Metric.BALLOON).isPresent() ? "proc/meminfo" : "proc/vmstat";
  }

  /** By how much the balloon grew between two times; 0 if nothing counts it. */
  public static double growth(Recording recording, double from, double to) {
    Optional<TimeSeries> size = recording.host(Metric.BALLOON);
    if (size.isPresent()) {
      return SeriesTools.rise(size.get(), from, to);
    }
    double pages =
        rise(recording, Metric.BALLOON_INFLATE, from, to)
            - rise(recording, Metric.BALLOON_DEFLATE, from, to);
    return pages * recording.hostFacts().pageSize();
  }

  /** The part of it that did not lower MemTotal, so that it hides in the remainder. */
  static double growthInsideMemTotal(Recording recording, double from, double to) {
    return growth(recording, from, to) + rise(recording, Metric.MEM_TOTAL, from, to);
  }

  private static double rise(Recording recording, Metric metric, double from, double to) {
    return recording.host(metric).map(s -> SeriesTools.rise(s, from, to)).orElse(0.0);
  }
}
