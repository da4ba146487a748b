package io.memledger.rules.judge;

import io.memledger.rule.Certainty;
import io.memledger.rule.Clearing;
import io.memledger.rule.Doubt;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Status;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.stats.trend.DailyRise;
import io.memledger.stats.trend.Shape;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Used memory of the whole host, which follows the work of its day: a rise is believed by equal
 * hours and by its floors, however straight a line fits. In less than a day it is told as what
 * happened, and accuses nobody (METHOD 3.7).
 */
public final class HostGrowth {
  /** Two weeks: a week that comes again can be told from a trend. */
  private static final double A_WEEK_SEEN = 14 * Seconds.DAY;

  /**
   * Of such rises on real machines whose next days are known, so many went on (ACCURACY.md, real
   * machines): 19 of 29 of the windows that were tuned on, and half of 2,295 others that were cut
   * out of the same machines. Between them.
   */
  private static final double SUSPECTED = 0.6;

  /** Where even weeks do not explain it; too few such courses are known to measure this. */
  private static final double SURE = 0.8;

  /** In less than a day a rise is as good as none. */
  private static final double NEXT_TO_NOTHING = 0.3;

  private HostGrowth() {}

  /** Empty where used memory is not known. */
  public static Optional<Family.Member> judge(Recording recording) {
    double material = Materiality.used(recording);
    return recording
        .host(Metric.USED)
        .flatMap(series -> Family.judge(recording, series, material))
        .map(member -> judge(recording, member));
  }

  private static Family.Member judge(Recording recording, Family.Member line) {
    Optional<DailyRise> daily = DailyRise.of(line.series());
    if (daily.isEmpty()) {
      return line.isLeak() ? line.as(line.trend(), alone()) : line;
    }
    DailyRise rise = daily.get();
    // A step lifts floors and equal hours as growth does, and then stands still.
    boolean step = line.trend().shape() == Shape.STEP && !rise.levelStillRises();
    if (!step
        && rise.goesOn()
        && rise.rise() >= line.material()
        && !Load.explains(recording, line.series(), line.trend())) {
      return line.as(line.trend().daily(rise), found(recording));
    }
    return line.isLeak() ? line.as(line.trend(), LeakTest.cleared(Clearing.DAILY)) : line;
  }

  private static LeakTest alone() {
    Set<Doubt> doubts = EnumSet.of(Doubt.DAILY_CYCLE, Doubt.HOST_ALONE);
    return new LeakTest(Status.SUSPECTED_LEAK, Certainty.judged(NEXT_TO_NOTHING, doubts), null);
  }

  private static LeakTest found(Recording recording) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    if (recording.span() < MinimumCapture.TWO_DAYS) {
      doubts.add(Doubt.DAILY_CYCLE);
    }
    boolean weeks = recording.span() >= A_WEEK_SEEN;
    Status status = weeks ? Status.LEAK : Status.SUSPECTED_LEAK;
    return new LeakTest(status, Certainty.judged(weeks ? SURE : SUSPECTED, doubts), null);
  }
}
