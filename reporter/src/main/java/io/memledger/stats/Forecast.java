package io.memledger.stats;

import io.memledger.series.Seconds;
import java.util.Optional;

/**
 * When headroom ends at a rate: headroom by rate, and by both ends of its interval (METHOD 3.10).
 *
 * @param seconds after the end of the window
 * @param low earliest
 * @param high latest; NaN for "may never"
 */
public record Forecast(double seconds, double low, double high) {
  /** A date further than this many times what was observed would be a guess (METHOD 3.10). */
  public static final double REACH = 20;

  /** In a year a machine is restarted, or replaced. */
  private static final double A_YEAR = 365 * Seconds.DAY;

  /**
   * @param headroom in units; below 0 counts as 0
   * @param rate units per second
   * @param low end of the rate's interval
   * @param high likewise
   * @param observed seconds on which the rate rests
   * @return empty where nothing runs out, or only beyond 20 times what was observed
   */
  public static Optional<Forecast> of(
      double headroom, double rate, double low, double high, double observed) {
    return ofAYear(headroom, rate, low, high).filter(f -> f.seconds <= REACH * observed);
  }

  /** Likewise, however short it was observed; empty where nothing runs out within a year. */
  public static Optional<Forecast> ofAYear(double headroom, double rate, double low, double high) {
    double left = Math.max(0, headroom);
    if (!(rate > 0) || Double.isNaN(headroom) || left / rate > A_YEAR) {
      return Optional.empty();
    }
    double earliest = left / Math.max(high, rate);
    double latest = low > 0 ? left / Math.min(low, rate) : Double.NaN;
    return Optional.of(new Forecast(left / rate, earliest, latest));
  }
}
