package io.memledger.stats.trend;

import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import io.memledger.stats.fit.Bend;
import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.Model;
import io.memledger.stats.fit.RankedFits;
import java.util.Arrays;

/** Growth that began late, or changed its pace: what it is at the end counts (METHOD 3.7). */
final class LateGrowth {
  /** After so many of them 98 % of a start-up has passed (1 - e^-4). */
  private static final double TIME_CONSTANTS = 4;

  /**
   * Half the span at least is judged: a start-up longer than that cannot be told from the growth
   * after it.
   */
  private static final double LONGEST_START_UP = 0.5;

  /** Three points in each quarter of the window: what steadiness asks for (METHOD 3.5). */
  private static final int FEWEST_POINTS = 12;

  /**
   * A window of a smaller share of the span holds what any walk does once. From 0.08 to 0.3 it
   * judges alike (bench/vary-constants.md).
   */
  private static final double SHORTEST = 0.15;

  /**
   * A walk bends somewhere: about so many windows that share little with each other could have been
   * chosen, and p is multiplied by that (Bonferroni 1936). 1 and 15 judge alike
   * (bench/vary-constants.md).
   */
  private static final double PLACES = 5;

  /** Of the rise: what had risen by less than this before that window began late indeed. */
  private static final double HARDLY_BEFORE = 0.25;

  private LateGrowth() {}

  /**
   * Whether nearly all of the rise lies in a last part that is too short to tell what it will do.
   */
  static boolean isTooYoung(FittedSeries series) {
    Outline outline = series.outline();
    Points points = series.points();
    int until = (int) ((1 - SHORTEST) * points.size());
    int from = (int) ((1 - 2 * SHORTEST) * points.size());
    if (!outline.rose() || until - from < 1) {
      return false;
    }
    double before = Quantiles.median(Arrays.copyOfRange(points.values(), from, until));
    return before - outline.start() < HARDLY_BEFORE * (outline.end() - outline.start());
  }

  /** What cannot be told yet. */
  static Trend tooYoung(FittedSeries series) {
    return series.as(Shape.TOO_SHORT).proof(series.line()).build();
  }

  static Trend trend(FittedSeries series) {
    Fit best = series.best();
    if (series.outline().rose() && series.endsSlowerThan(RankedFits.ENDED)) {
      return EndOfGrowth.reached(series);
    }
    Points later = series.points().since(onset(series));
    if (!isLongEnough(later, series.points()) || !(best.endSlope() > 0)) {
      return WholeGrowth.trend(series);
    }
    if (EndOfGrowth.isSeen(series, later, best.endSlope())) {
      return EndOfGrowth.reached(series);
    }
    return series
        .as(Shape.LINEAR, Window.of(later))
        .proof(best)
        .p(Math.min(1, PLACES * best.p()))
        .goesOn(series.fits().goesOn(series.overall()))
        .interval(best)
        .build();
  }

  /** Second from which the pace is that of the end. */
  private static double onset(FittedSeries series) {
    Model model = series.best().model();
    double share = model.parameter();
    boolean settles = model.kind() == Model.Kind.LEVELS_OFF_TO_LINE;
    double at =
        settles
            ? Math.min(LONGEST_START_UP, TIME_CONSTANTS * share)
            : Bend.near(series.points(), share);
    return series.points().times()[0] + series.points().span() * at;
  }

  private static boolean isLongEnough(Points later, Points all) {
    return later.size() >= FEWEST_POINTS && later.span() >= SHORTEST * all.span();
  }
}
