package io.memledger.stats.trend;

import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.ModelFitter;
import io.memledger.stats.fit.RankedFits;
import java.util.Optional;

/**
 * What is left after each fall: whether the floors rise, before anybody says that a course comes
 * back to the same one (METHOD 3.4).
 */
final class Floors {
  /**
   * The fewest floors that show a trend (METHOD 3.4). Asking for 6 misses twice as many leaks of
   * the labelled series (bench/vary-constants.md).
   */
  static final int FEWEST = 4;

  /**
   * Of the range of the floors: a floor that falls by half of all it has risen is no rising floor
   * (METHOD 3.7).
   */
  private static final double FALLS_BACK = 0.5;

  /**
   * Parts of a course whose floors are compared, whatever period it has: of three, two pairs of
   * neighbours rise by chance once in six times.
   */
  static final int QUARTERS = 4;

  /** The lowest twentieth: one odd sample is no floor. */
  static final double LOWEST = 0.05;

  private Floors() {}

  /** The last quarter's floor less the first's, where each lies above the one before; else 0. */
  static double rise(Points points) {
    double first = 0;
    double before = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < QUARTERS; k++) {
      Points quarter =
          points.slice(k * points.size() / QUARTERS, (k + 1) * points.size() / QUARTERS);
      double floor = quarter.size() == 0 ? Double.NaN : Quantiles.quantile(quarter.lows(), LOWEST);
      if (!(floor > before)) {
        return 0;
      }
      first = k == 0 ? floor : first;
      before = floor;
    }
    return before - first;
  }

  static boolean areEnough(Points lows) {
    return lows.size() >= FEWEST && lows.span() > 0;
  }

  /**
   * A rising floor; empty where the floors do not rise, or are too few.
   *
   * @param seconds of one tooth or cycle
   */
  static Optional<Trend> rising(Outline outline, Points lows, double seconds) {
    if (!areEnough(lows)) {
      return Optional.empty();
    }
    Window floors = Window.ofFloors(lows);
    RankedFits fits = ModelFitter.fitAll(lows);
    Fit line = fits.line();
    double goesOn = fits.goesOn(line.endSlope());
    boolean rises =
        line.p() < TestLevels.WEAK && floors.slope() > 0 && floors.drawdown() < FALLS_BACK;
    if (!rises || goesOn < TestLevels.UNLIKELY) {
      return Optional.empty();
    }
    double[] times = outline.points().times();
    return Optional.of(
        new TrendBuilder(
                outline, Shape.RISING_FLOOR, floors.over(times[0], times[times.length - 1]))
            .proof(line)
            .goesOn(goesOn)
            .period(seconds)
            .interval(line, lows.span())
            .build());
  }
}
