package io.memledger.stats.trend;

import io.memledger.stats.Points;
import io.memledger.stats.fit.ChangePoints;
import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.ModelFitter;
import io.memledger.stats.fit.RankedFits;

/** Whether what grew has come to its end, as a warm-up does (METHOD 3.6). */
final class EndOfGrowth {
  /**
   * Slope of a curve at its end by that over all: half the pace is a growth that tires. Values from
   * 0.35 to 0.7 judge alike (bench/vary-constants.md), since the late part is asked as well.
   */
  private static final double SLOWS = 0.5;

  /**
   * Slope of the last third by that of the first. An approach to a level has this with a time
   * constant of 0.64 of the span; a slower one cannot be told from a line (METHOD 3.6).
   */
  private static final double LATE = 0.35;

  /**
   * A line with noise of its own kind takes a dozen points; with fewer nothing is said of the end.
   */
  private static final int FEWEST_LATE = 12;

  private EndOfGrowth() {}

  /** A series that levels off, or does not rise at all. */
  static Trend at(FittedSeries series, double asymptote) {
    return series.outline().rose()
        ? series.as(Shape.SATURATING).asymptote(asymptote).build()
        : series.as(Shape.NOISY).build();
  }

  /** A series that was seen to stop, or noise: the level that it has reached is all there is. */
  static Trend reached(FittedSeries series) {
    return series.ifRisen(Shape.SATURATING).asymptote(series.outline().end()).build();
  }

  /**
   * Whether the last third of a stretch does not go on, whatever shape was found for the whole.
   *
   * @param pace of the stretch: what it would rise over the whole span
   */
  static boolean isSeen(FittedSeries series, Points stretch, double pace) {
    Points late = stretch.from(2 * stretch.size() / 3);
    if (late.size() < FEWEST_LATE || !(pace > 0) || ChangePoints.of(stretch).areBursts()) {
      return false;
    }
    Fit fit = ModelFitter.fitLine(late);
    double ended = RankedFits.ENDED * pace * late.span() / series.points().span();
    return fit.probabilitySteeperThan(ended) < TestLevels.WEAK;
  }

  /** Whether the best model ends far below the pace of the line, or slows down all along. */
  static boolean isModelled(FittedSeries series) {
    Fit best = series.best();
    boolean ended = !best.isLine() && series.endsSlowerThan(RankedFits.ENDED);
    return slows(series) || ended && series.fits().goesOn(series.overall()) < TestLevels.UNLIKELY;
  }

  private static boolean slows(FittedSeries series) {
    Window whole = series.whole();
    return series.best().isCurved()
        && series.endsSlowerThan(SLOWS)
        && whole.lateShare() < LATE * whole.earlyShare();
  }
}
