package io.memledger.stats.trend;

import io.memledger.stats.Points;
import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.ModelFitter;
import io.memledger.stats.fit.RankedFits;
import io.memledger.stats.fit.SuddenFalls;

/**
 * A sawtooth, judged by its floor: what is left after each fall, as a collector of garbage leaves
 * the live data (METHOD 3.4).
 */
final class FloorOfTeeth {
  /**
   * A window must hold a whole tooth though their lengths vary, or it has no bottom. From 1 to 1.5
   * it judges alike (bench/vary-constants.md).
   */
  private static final double TEETH_A_WINDOW = 1.2;

  /**
   * The fewest floors that show a trend (METHOD 3.4). Asking for 6 misses twice as many leaks of
   * the labelled series (bench/vary-constants.md).
   */
  private static final int FEWEST_FLOORS = 4;

  /** More floors than these tell nothing more of a slow rise and cost time (METHOD 3.4). */
  private static final int MOST_FLOORS = 60;

  /**
   * Of the range of the floors: a floor that falls by half of all it has risen is no rising floor
   * (METHOD 3.7).
   */
  private static final double FALLS_BACK = 0.5;

  private final Outline outline;
  private final Points points;
  private final Window whole;
  private final SuddenFalls teeth;

  FloorOfTeeth(Outline outline, Window whole, SuddenFalls teeth) {
    this.outline = outline;
    this.points = outline.points();
    this.whole = whole;
    this.teeth = teeth;
  }

  Trend trend() {
    Points lows = lows();
    if (lows.size() < FEWEST_FLOORS || !(lows.span() > 0)) {
      return cyclic(whole);
    }
    Window floors = Window.ofFloors(lows);
    RankedFits fits = ModelFitter.fitAll(lows);
    Fit line = fits.line();
    double goesOn = fits.goesOn(line.endSlope());
    if (!rises(floors, line) || goesOn < TestLevels.UNLIKELY) {
      return cyclic(floors);
    }
    Window over = floors.over(points.times()[0], points.times()[points.size() - 1]);
    return new TrendBuilder(outline, Shape.RISING_FLOOR, over)
        .proof(line)
        .goesOn(goesOn)
        .period(seconds())
        .interval(line, lows.span())
        .build();
  }

  /** The lowest of equal windows, each longer than a tooth; of few teeth the bottom of each. */
  private Points lows() {
    double length = Math.max(1, Math.ceil(TEETH_A_WINDOW * teeth.length()));
    int windows = (int) (points.size() / length);
    boolean few = windows < FEWEST_FLOORS || teeth.bottoms().size() < 2 * FEWEST_FLOORS;
    return few ? points.at(teeth.bottoms()) : points.floors(Math.min(windows, MOST_FLOORS));
  }

  private static boolean rises(Window floors, Fit line) {
    return line.p() < TestLevels.WEAK && floors.slope() > 0 && floors.drawdown() < FALLS_BACK;
  }

  private Trend cyclic(Window window) {
    return new TrendBuilder(outline, Shape.CYCLIC, window).period(seconds()).build();
  }

  /** Seconds of one tooth. */
  private double seconds() {
    return teeth.length() * points.span() / (points.size() - 1);
  }
}
