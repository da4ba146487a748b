package io.memledger.stats.trend;

import io.memledger.stats.fit.Fit;
import java.util.Optional;

/** What comes back again and again, with growth below it or without (METHOD 3.4). */
final class Cycles {
  /**
   * A rise of this share of the range is the shape, whatever ripples lie on it; of less, the cycle
   * is. With 1 four more shapes are wrong (bench/vary-constants.md).
   */
  private static final double MAIN = 0.8;

  /**
   * Periods to take away were searched too, but only strong ones are taken: p counts for two tries
   * (Bonferroni 1936). With 5 three more leaks are missed (bench/vary-constants.md).
   */
  private static final double PERIODS = 2;

  private Cycles() {}

  /** Flat, unless the floors of its cycles say otherwise. */
  static Trend flat(FittedSeries series) {
    return floors(series).orElseGet(() -> series.as(Shape.CYCLIC).period(series.best()).build());
  }

  /** By the lowest point of each cycle: a cycle's height varies more than what is left after it. */
  private static Optional<Trend> floors(FittedSeries series) {
    double cycles = series.best().model().parameter();
    int whole = (int) cycles;
    return whole < Floors.FEWEST
        ? Optional.empty()
        : Floors.rising(
            series.outline(), series.points().floors(whole), series.points().span() / cycles);
  }

  /** A cycle with a drift: the floor rises, or a long rise has ripples on it. */
  static Trend withDrift(FittedSeries series) {
    Fit best = series.best();
    if (!(best.endSlope() > 0) || best.p() > TestLevels.WEAK) {
      return flat(series);
    }
    boolean ripples = best.endSlope() > MAIN * series.outline().range();
    TrendBuilder trend =
        series
            .as(ripples ? Shape.LINEAR : Shape.RISING_FLOOR)
            .p(Math.min(1, PERIODS * best.p()))
            .goesOn(series.fits().goesOn(best.endSlope()))
            .rate(best);
    return ripples ? trend.build() : trend.period(best).build();
  }
}
