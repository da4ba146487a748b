package io.memledger.stats.trend;

import io.memledger.stats.Points;
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
   * Where each tooth falls back by another part, the floors lie further apart than teeth: eight all
   * in order are chance once in 2^7 times, whatever the noise.
   */
  private static final int FEW = 8;

  /** More floors than these tell nothing more of a slow rise and cost time (METHOD 3.4). */
  private static final int MOST_FLOORS = 60;

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
    return Floors.rising(outline, lows, seconds())
        .or(() -> Floors.rising(outline, points.floors(FEW), seconds()))
        .orElseGet(() -> cyclic(Floors.areEnough(lows) ? Window.ofFloors(lows) : whole));
  }

  /** The lowest of equal windows, each longer than a tooth; of few teeth the bottom of each. */
  private Points lows() {
    double length = Math.max(1, Math.ceil(TEETH_A_WINDOW * teeth.length()));
    int windows = (int) (points.size() / length);
    boolean few = windows < Floors.FEWEST || teeth.bottoms().size() < 2 * Floors.FEWEST;
    return few ? points.at(teeth.bottoms()) : points.floors(Math.min(windows, MOST_FLOORS));
  }

  private Trend cyclic(Window window) {
    return new TrendBuilder(outline, Shape.CYCLIC, window).period(seconds()).build();
  }

  /** Seconds of one tooth. */
  private double seconds() {
    return teeth.length() * points.span() / (points.size() - 1);
  }
}
