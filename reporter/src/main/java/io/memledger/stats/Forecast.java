package io.memledger.stats;

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

  /**
   * @param headroom in units; below 0 counts as 0
   * @param rate units per second
   * @param observed seconds on which the rate rests
   * @return empty where nothing runs out, or only beyond 20 times what was observed
   */
  public static Optional<Forecast> of(
      double headroom, double rate, double low, double high, double observed) {
    if (!(rate > 0) || Double.isNaN(headroom)) {
      return Optional.empty();
    }
    double left = Math.max(0, headroom);
    double seconds = left / rate;
    if (seconds > REACH * observed) {
      return Optional.empty();
    }
    double earliest = left / Math.max(high, rate);
    double latest = low > 0 ? left / Math.min(low, rate) : Double.NaN;
    return Optional.of(new Forecast(seconds, earliest, latest));
  }
}
