package io.memledger.verdict;

import io.memledger.rule.Claim;
import io.memledger.rule.Finding;
import io.memledger.rule.Growth;
import io.memledger.rule.MinimumCapture;
import io.memledger.series.Seconds;
import io.memledger.series.Unit;
import io.memledger.stats.Forecast;

/**
 * Bytes a second with their interval, and the seconds on which that rests.
 *
 * @param reach how many times as far as it was seen a time may be foretold; 0 where it tells only a
 *     time before which nothing ends
 */
record Pace(double rate, double low, double high, double observed, double reach) {
  static final Pace NONE = new Pace(0, 0, 0, 0, Forecast.REACH);

  /** What was seen for minutes may be a start-up: three times as far as that is far enough. */
  private static final double REACH_OF_MINUTES = 3;

  /** A course that missed its own end by more than a quarter of its rise foretells nothing. */
  private static final double MISSED = 0.25;

  /** The interval holds twice the error that the course made within its own window. */
  private static final double TWICE = 2;

  /** What is known to take memory, but not how fast, adds nothing to the others. */
  static Pace of(Finding leak) {
    Growth growth = leak.claim().growth();
    double each = bytesEach(leak.claim());
    if (Double.isNaN(growth.rate())) {
      return NONE;
    }
    double error = Double.isNaN(growth.foretold()) ? 0 : growth.foretold();
    double rate = each * growth.rate() / Seconds.HOUR;
    return new Pace(
        rate,
        Math.min(each * growth.low() / Seconds.HOUR, rate * (1 - TWICE * error)),
        Math.max(each * growth.high() / Seconds.HOUR, rate * (1 + TWICE * error)),
        growth.span(),
        error > MISSED ? 0 : reach(growth.span()));
  }

  private static double reach(double seen) {
    return seen >= MinimumCapture.LEAK_SECONDS ? Forecast.REACH : REACH_OF_MINUTES;
  }

  /**
   * Whether a leak is known by bytes that no restart gives back, its own or those of the lines that
   * things brought, so that it takes memory.
   */
  static boolean takes(Finding leak) {
    Growth growth = leak.claim().growth();
    boolean bytes = growth.unit() == Unit.BYTES || !leak.claim().company().brings().isEmpty();
    return bytes && !growth.untilRestart() && !(growth.rate() <= 0);
  }

  private static double bytesEach(Claim claim) {
    double brought =
        claim.company().brings().values().stream().mapToDouble(Double::doubleValue).sum();
    return claim.growth().unit() == Unit.BYTES ? 1 : brought / claim.growth().rate();
  }

  /** The part that one of several has in it. */
  Pace part(double share) {
    return new Pace(share * rate, share * low, share * high, observed, reach);
  }

  Pace plus(Pace other) {
    return new Pace(
        rate + other.rate,
        low + other.low,
        high + other.high,
        Math.max(observed, other.observed),
        Math.min(reach, other.reach));
  }
}
