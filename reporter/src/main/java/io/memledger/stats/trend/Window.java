package io.memledger.stats.trend;

import io.memledger.stats.Line;
import io.memledger.stats.MannKendall;
import io.memledger.stats.Points;
import io.memledger.stats.Steadiness;
import io.memledger.stats.TheilSen;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The numbers of one stretch of a course.
 *
 * @param points how many it rests on
 * @param line Theil-Sen
 * @param positive share of its equal stretches that lie above the one before; 0 if there are too
 *     few
 * @param lateShare slope of the last third by that of all
 * @param earlyShare slope of the first third by that of all
 * @param drawdown largest fall from an earlier height by the range
 * @param bursts whether few of the increments make up most of the rise
 * @param corroborated by Mann-Kendall at 0.01
 */
record Window(
    int points,
    double from,
    double to,
    Line line,
    double positive,
    double lateShare,
    double earlyShare,
    double drawdown,
    boolean bursts,
    boolean corroborated) {
  /** Points for falls and bursts, so that the noise of single samples counts as neither. */
  private static final int SMOOTH = 40;

  /** Level of the rank test: as strict as the leak test, since it is to agree with that. */
  private static final double CORROBORATES = 0.01;

  /**
   * Of the increments. In steady growth a quarter of them makes up a quarter of the rise; what is
   * taken in chunks has nearly all of it in few. With 0.4 noise is taken for chunks
   * (bench/vary-constants.md).
   */
  private static final double FEW = 0.25;

  /**
   * Of the rise, in those few increments: of steady growth they make up a quarter and what noise
   * adds, which may be more than 0.6 of it (bench/vary-constants.md).
   */
  private static final double MOST_OF_THE_RISE = 0.8;

  /**
   * Of the rate. The stamp of a snapshot is that of its begin; what is read later in it lags by up
   * to so much of the interval.
   */
  private static final double STAMP = 0.02;

  static Window of(Points points) {
    return make(points, Steadiness.risingShare(points), points.atMost(SMOOTH));
  }

  static Window ofFloors(Points floors) {
    return make(floors, Steadiness.risingShareOfFloors(floors), floors);
  }

  private static Window make(Points points, OptionalDouble positive, Points smooth) {
    Line line = TheilSen.fit(points).orElse(new Line(points.values()[0], 0));
    int n = points.size();
    double late = TheilSen.fit(points.from(2 * n / 3)).map(Line::slope).orElse(line.slope());
    double early = TheilSen.fit(points.slice(0, n / 3)).map(Line::slope).orElse(line.slope());
    boolean sure =
        MannKendall.of(points.times(), points.values())
            .map(mk -> mk.p() < CORROBORATES)
            .orElse(false);
    boolean rises = line.slope() > 0;
    return new Window(
        n,
        points.times()[0],
        points.times()[n - 1],
        line,
        positive.orElse(0),
        rises ? late / line.slope() : 0,
        rises ? early / line.slope() : 0,
        drawdown(smooth.values()),
        bursts(points.atMost(SMOOTH).values()),
        sure);
  }

  /** The same, said to hold from one time to another. */
  Window over(double begin, double end) {
    return new Window(
        points, begin, end, line, positive, lateShare, earlyShare, drawdown, bursts, corroborated);
  }

  double slope() {
    return line.slope();
  }

  double jitter() {
    return STAMP * Math.abs(slope());
  }

  private static double drawdown(double[] values) {
    double highest = values[0];
    double lowest = values[0];
    double fall = 0;
    for (double value : values) {
      highest = Math.max(highest, value);
      lowest = Math.min(lowest, value);
      fall = Math.max(fall, highest - value);
    }
    return highest > lowest ? fall / (highest - lowest) : 0;
  }

  private static boolean bursts(double[] values) {
    double[] ups = new double[values.length - 1];
    double all = 0;
    for (int i = 0; i < ups.length; i++) {
      ups[i] = Math.max(0, values[i + 1] - values[i]);
      all += ups[i];
    }
    Arrays.sort(ups);
    double most = 0;
    int count = Math.max(1, (int) (FEW * ups.length));
    for (int i = ups.length - count; i < ups.length; i++) {
      most += ups[i];
    }
    return all > 0 && most > MOST_OF_THE_RISE * all;
  }
}
