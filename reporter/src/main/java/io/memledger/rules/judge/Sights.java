package io.memledger.rules.judge;

import io.memledger.rule.RuleInput;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.TimeSeries;
import io.memledger.stats.trend.Sensitivity;
import io.memledger.stats.trend.Trend;
import java.util.OptionalDouble;

/** How slow a leak the tests would have seen, in bytes an hour (METHOD 3.12). */
public final class Sights {
  /** Of what matters: a course that moves by a tenth of it has no noise to speak of. */
  private static final double SILENT = 0.1;

  private record HostQuestion() {}

  private Sights() {}

  /** Of one series, by the test that judges it. */
  public static OptionalDouble of(Recording recording, TimeSeries series, double material) {
    double least = Materiality.scale(series.span()) * material;
    if (!SeriesTools.moves(series, SILENT * least)) {
      return perHour(Sensitivity.ofSilent(series, least));
    }
    return perHour(Sensitivity.of(series, least, trend -> isSeen(recording, trend, material)));
  }

  /** Of used memory as a whole; empty below a day, in which it accuses nobody. */
  public static OptionalDouble ofHost(RuleInput input) {
    return input.once(new HostQuestion(), () -> ofHost(input.recording()));
  }

  private static OptionalDouble ofHost(Recording recording) {
    return recording
        .host(Metric.USED)
        .map(s -> perHour(Sensitivity.ofDays(s, Materiality.used(recording))))
        .orElse(OptionalDouble.empty());
  }

  private static boolean isSeen(Recording recording, Trend trend, double material) {
    return LeakTest.of(recording, trend, material, LeakTest.ALPHA, LeakTest.WEAK).isLeak();
  }

  private static OptionalDouble perHour(OptionalDouble perSecond) {
    return perSecond.isPresent()
        ? OptionalDouble.of(perSecond.getAsDouble() * Seconds.HOUR)
        : OptionalDouble.empty();
  }
}
