package io.memledger.verdict;

import io.memledger.ledger.Reserve;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Quantiles;
import java.util.Arrays;

/** What the host has left at the end before it is busy reclaiming (METHOD 3.10). */
final class Room {
  /** A median of three is not moved by one odd block. */
  private static final int LAST = 3;

  private Room() {}

  /** Bytes, below 0 where it is used up; NaN where available memory is not known. */
  static double ofHost(Recording recording) {
    return recording.host(Metric.AVAILABLE).map(Room::end).orElse(Double.NaN)
        - Reserve.of(recording);
  }

  private static double end(TimeSeries available) {
    double[] means = available.means();
    return Quantiles.median(
        Arrays.copyOfRange(means, Math.max(0, means.length - LAST), means.length));
  }
}
