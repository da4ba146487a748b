package io.memledger.verdict;

import io.memledger.ledger.Reserve;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Quantiles;
import java.util.Arrays;
import java.util.OptionalDouble;

/** What the host has left at the end before it is busy reclaiming (METHOD 3.10). */
final class Room {
  /** A median of three is not moved by one odd block. */
  private static final int LAST = 3;

  private Room() {}

  /** Bytes, below 0 where it is used up; NaN where available memory is not known. */
  static double ofHost(Recording recording) {
    return left(recording) - Reserve.of(recording);
  }

  /** Bytes that programs can be given at the end; NaN where that is not known. */
  static double left(Recording recording) {
    return recording.host(Metric.AVAILABLE).map(Room::end).orElse(Double.NaN)
        + recording.host(Metric.ARC_YIELDS).map(Room::end).orElse(0.0);
  }

  /** The most that they could be given at any time, in bytes; NaN where that is not known. */
  static double most(Recording recording) {
    return recording
        .host(Metric.AVAILABLE)
        .map(s -> Arrays.stream(s.means()).max().orElse(Double.NaN))
        .orElse(Double.NaN);
  }

  /** Bytes that programs can be given at the last sample; empty where that is not known. */
  static OptionalDouble obtainable(Recording recording) {
    double back = recording.host(Metric.ARC_YIELDS).map(s -> s.last().value()).orElse(0.0);
    return recording
        .host(Metric.AVAILABLE)
        .map(available -> OptionalDouble.of(available.last().value() + back))
        .orElse(OptionalDouble.empty());
  }

  private static double end(TimeSeries available) {
    double[] means = available.means();
    return Quantiles.median(
        Arrays.copyOfRange(means, Math.max(0, means.length - LAST), means.length));
  }
}
