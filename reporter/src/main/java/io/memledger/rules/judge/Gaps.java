package io.memledger.rules.judge;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.List;

/** Stretches without a snapshot inside the analysed segment. */
public final class Gaps {
  private Gaps() {}

  /** Seconds between the two neighbouring blocks that are furthest apart; 0 if unknown. */
  public static double longest(Recording recording) {
    double longest = 0;
    for (Metric metric : List.of(Metric.MEM_FREE, Metric.USED)) {
      if (longest == 0 && recording.host(metric).isPresent()) {
        TimeSeries series = recording.host(metric).get();
        for (int i = 1; i < series.size(); i++) {
          longest = Math.max(longest, series.time(i) - series.time(i - 1));
        }
      }
    }
    return longest;
  }
}
