package io.memledger.stats.trend;

import io.memledger.stats.fit.Fit;

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

  static Trend flat(FittedSeries series) {
    return series.as(Shape.CYCLIC).period(series.best()).build();
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
