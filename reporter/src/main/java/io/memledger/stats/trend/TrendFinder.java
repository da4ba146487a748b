package io.memledger.stats.trend;

import io.memledger.stats.Points;
import io.memledger.stats.TheilSen;
import io.memledger.stats.fit.ModelFitter;
import io.memledger.stats.fit.SuddenFalls;
import java.util.Optional;

/**
 * Finds the trend of a series: its shape first, then the window and its rate (METHOD 3.4 to 3.7).
 * Sawteeth are told by their falls; of all else the model that fits best says which step judges it.
 */
final class TrendFinder {
  /** Two points for each third: the ends are compared with the whole. */
  private static final int FEWEST_POINTS = 6;

  private TrendFinder() {}

  static Optional<Trend> find(Points all, long samples) {
    if (all.size() < FEWEST_POINTS || !(all.span() > 0)) {
      return Optional.empty();
    }
    return Optional.of(trend(Outline.of(all.atMost(TheilSen.MOST_POINTS), samples)));
  }

  private static Trend trend(Outline outline) {
    Window whole = Window.of(outline.points());
    if (outline.range() == 0) {
      return new TrendBuilder(outline, Shape.FLAT, whole).build();
    }
    Optional<SuddenFalls> teeth = SuddenFalls.of(outline.points());
    return teeth.isPresent()
        ? new FloorOfTeeth(outline, whole, teeth.get()).trend()
        : trend(
            new FittedSeries(
                outline, whole, ModelFitter.fitAll(outline.points()).withoutDoubtfulSteps()));
  }

  private static Trend trend(FittedSeries series) {
    return switch (series.best().kind()) {
      case LEVEL -> series.as(Shape.NOISY).proof(series.line()).build();
      case STEPS -> Jumps.trend(series);
      case LEVELS_OFF, RAMP_THEN_LEVEL -> EndOfGrowth.at(series, series.best().limit());
      case PART_OF_CYCLE, CYCLE -> Cycles.flat(series);
      case CYCLE_AND_LINE -> Cycles.withDrift(series);
      case LATE_ONSET, BROKEN_LINE, LEVELS_OFF_TO_LINE -> LateGrowth.trend(series);
      case LINE, CURVE, CUBIC, JUMP_AND_LINE -> WholeGrowth.trend(series);
    };
  }
}
