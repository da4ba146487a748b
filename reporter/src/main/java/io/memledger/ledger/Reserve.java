package io.memledger.ledger;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;

/** Available memory at which a host is as good as out of it (METHOD 3.10). */
public final class Reserve {
  /** Below this share of MemTotal a machine is busy reclaiming rather than working. */
  private static final double SHARE = 0.02;

  /** Of the low watermark, at which the kernel begins to reclaim: twice, for a margin. */
  private static final double WATERMARKS = 2;

  private Reserve() {}

  /** Bytes, by what the archive tells. */
  public static double of(Recording recording) {
    double total = last(recording, Metric.MEM_TOTAL, recording.hostFacts().memTotal());
    double watermarks = WATERMARKS * last(recording, Metric.WATERMARK_LOW, 0);
    return Math.max(watermarks, SHARE * (Double.isNaN(total) ? 0 : total));
  }

  private static double last(Recording recording, Metric metric, double absent) {
    return recording.host(metric).map(TimeSeries::last).map(s -> s.value()).orElse(absent);
  }
}
