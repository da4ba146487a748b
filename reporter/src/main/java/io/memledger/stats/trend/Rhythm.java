package io.memledger.stats.trend;

import io.memledger.series.Seconds;
import io.memledger.stats.Line;
import io.memledger.stats.Quantiles;
import io.memledger.stats.TheilSen;
import java.util.Arrays;

/** The rhythm of the day in a course: what each hour has that the others have not (METHOD 3.7). */
final class Rhythm {
  /**
   * Seconds of a course of which the rhythm is taken out: every hour was seen four times at least,
   * so that its median is no one day's doing.
   */
  private static final double SEEN_OFTEN = 4.5 * Seconds.DAY;

  /** Finer parts of a day hold too few samples, coarser ones hide when work begins. */
  private static final int HOURS = (int) (Seconds.DAY / Seconds.HOUR);

  private Rhythm() {}

  /**
   * What the hour of each point has that others have not; 0 where the day was seen too seldom. A
   * straight line that is added to the values changes nothing of it.
   */
  static double[] of(double[] times, double[] values) {
    double[] rhythm = new double[values.length];
    if (times[times.length - 1] - times[0] < SEEN_OFTEN) {
      return rhythm;
    }
    Line trend = TheilSen.fit(times, values).orElse(new Line(0, 0));
    double[] rest = new double[values.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i] - trend.at(times[i]);
    }
    double middle = Quantiles.median(rest);
    for (int hour = 0; hour < HOURS; hour++) {
      double[] of = new double[rest.length];
      int n = 0;
      for (int i = 0; i < rest.length; i++) {
        if (hour(times[i]) == hour) {
          of[n++] = rest[i];
        }
      }
      double typical = n == 0 ? 0 : Quantiles.median(Arrays.copyOf(of, n)) - middle;
      for (int i = 0; i < rest.length; i++) {
        rhythm[i] += hour(times[i]) == hour ? typical : 0;
      }
    }
    return rhythm;
  }

  private static int hour(double time) {
    return (int) (time % Seconds.DAY / Seconds.HOUR);
  }
}
