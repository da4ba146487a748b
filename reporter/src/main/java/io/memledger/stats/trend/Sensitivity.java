package io.memledger.stats.trend;

import io.memledger.series.TimeSeries;
import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import io.memledger.stats.TheilSen;
import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.ModelFitter;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * The slowest growth that a course would have shown in nineteen of twenty cases, by its own noise
 * and span; each answer is checked by putting that growth into the course (METHOD 3.12).
 */
public final class Sensitivity {
  /** Standard deviations above which 5 % of a normal distribution lie. */
  private static final double ONE_IN_TWENTY = 1.645;

  /** Those of a test at one in a hundred, and of the one case in twenty that it may miss. */
  private static final double SEEN_BY_TEST = 2.36 + ONE_IN_TWENTY;

  /** What was not seen is tried with a quarter more. */
  private static final double MORE = 1.25;

  /** Tries: after that the growth would be six times what noise and span let expect. */
  private static final int TRIES = 9;

  /** Halvings between what was seen and the quarter less that was not: to 6 %. */
  private static final int FINER = 2;

  /** Part of a straight rise that lies between the quantiles of {@link Outline#range}. */
  private static final double IN_RANGE = 0.96;

  /**
   * Begins of the noise in which the growth is hidden: above the largest of forty lie 2.4 % on
   * average (one of 41 ranks), which leaves as much for the odd day that the capture did not hold.
   */
  private static final int CASES = 40;

  /** Halvings between a growth that is seen and half of it: to 3 %. */
  private static final int HALVINGS = 4;

  /** Doublings of the least growth that matters, to what no noise hides. */
  private static final int DOUBLINGS = 12;

  /** A line with noise of its own kind takes a dozen points. */
  private static final int FEWEST_POINTS = 12;

  private Sensitivity() {}

  /**
   * By the test of one series.
   *
   * @param least growth over the span that is worth a word, in the series' unit
   * @param seen whether a trend would have been told
   * @return units per second; empty where no growth of reasonable size would have been seen
   */
  public static OptionalDouble of(TimeSeries series, double least, Predicate<Trend> seen) {
    Points points = Points.of(series).atMost(TheilSen.MOST_POINTS);
    if (points.size() < FEWEST_POINTS || !(points.span() > 0)) {
      return OptionalDouble.empty();
    }
    Fit line = ModelFitter.fitLine(points);
    double against = Math.max(0, -line.endSlope());
    double needed =
        against + Math.max(least + ONE_IN_TWENTY * line.endError(), SEEN_BY_TEST * line.endError());
    double rate = needed / points.span();
    Predicate<Double> isSeen =
        r -> TrendFinder.find(with(points, r), series.samples()).filter(seen).isPresent();
    for (int k = 0; k < TRIES; k++) {
      if (isSeen.test(rate)) {
        return OptionalDouble.of(k == 0 ? rate : finer(rate, isSeen));
      }
      rate *= MORE;
    }
    return OptionalDouble.empty();
  }

  private static double finer(double seenRate, Predicate<Double> isSeen) {
    double high = seenRate;
    double low = seenRate / MORE;
    for (int k = 0; k < FINER; k++) {
      double middle = (low + high) / 2;
      if (isSeen.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /**
   * Where noise is little beside what is worth a word, that decides: nothing is put in.
   *
   * @param least growth over the span that is worth a word, in the series' unit
   * @return units per second; empty where time does not pass
   */
  public static OptionalDouble ofSilent(TimeSeries series, double least) {
    Points points = Points.of(series).atMost(TheilSen.MOST_POINTS);
    if (!(points.span() > 0)) {
      return OptionalDouble.empty();
    }
    double noise = 0;
    double range = Quantiles.range(points.values());
    if (points.size() >= FEWEST_POINTS && range > 0) {
      Fit line = ModelFitter.fitLine(points);
      double against = Math.max(0, -line.endSlope());
      // Half of what it moves by at each end of the rise.
      noise = against + Math.max(ONE_IN_TWENTY * line.endError(), range / 2);
    }
    return OptionalDouble.of((least + noise) / IN_RANGE / points.span());
  }

  /**
   * By the days of used memory: the course less its own trend, begun at forty hours, one of which
   * may hide the growth.
   *
   * @param least growth over the span that is worth a word, in the series' unit
   * @return units per second; empty below a day
   */
  public static OptionalDouble ofDays(TimeSeries series, double least) {
    Optional<DailyRise> own = DailyRise.of(series);
    if (own.isEmpty()) {
      return OptionalDouble.empty();
    }
    double slope = own.get().rise() / own.get().span();
    double[] times = series.times();
    double[] rest = with(times, series.means(), -slope);
    double[] rates = new double[CASES];
    for (int k = 0; k < CASES; k++) {
      double[] shifted = new double[rest.length];
      int by = (int) ((long) k * rest.length / CASES);
      for (int i = 0; i < rest.length; i++) {
        shifted[i] = rest[(i + by) % rest.length];
      }
      rates[k] = slowest(times, shifted, least) + Math.max(0, -slope);
    }
    Arrays.sort(rates);
    double limit = rates[CASES - 1];
    return Double.isInfinite(limit) ? OptionalDouble.empty() : OptionalDouble.of(limit);
  }

  private static double slowest(double[] times, double[] values, double least) {
    double[] rhythm = Rhythm.of(times, values);
    double rate = least / (times[times.length - 1] - times[0]);
    int doubled = 0;
    while (!isSeen(times, values, rhythm, rate, least)) {
      if (doubled++ == DOUBLINGS) {
        return Double.POSITIVE_INFINITY;
      }
      rate *= 2;
    }
    double low = doubled == 0 ? rate : rate / 2;
    double high = rate;
    for (int k = 0; k < HALVINGS && low < high; k++) {
      double middle = (low + high) / 2;
      if (isSeen(times, values, rhythm, middle, least)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static boolean isSeen(
      double[] times, double[] values, double[] rhythm, double rate, double least) {
    double[] grown = with(times, values, rate);
    return DailyRise.of(times, grown, rhythm)
        .filter(d -> d.goesOn() && d.rise() >= least)
        .isPresent();
  }

  private static Points with(Points points, double rate) {
    return new Points(
        points.times(),
        with(points.times(), points.values(), rate),
        with(points.times(), points.lows(), rate));
  }

  private static double[] with(double[] times, double[] values, double rate) {
    double[] grown = values.clone();
    for (int i = 0; i < grown.length; i++) {
      grown[i] += rate * (times[i] - times[0]);
    }
    return grown;
  }
}
