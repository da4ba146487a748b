package io.memledger.stats.trend;

import io.memledger.series.Seconds;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Line;
import io.memledger.stats.Quantiles;
import io.memledger.stats.TheilSen;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a course of a day or more does from one day to the next, the hour of the day taken out by
 * comparing equal hours (METHOD 3.7). Memory of a whole machine follows the work of its day, and
 * any line through less than whole days takes a part of that for a trend.
 *
 * @param sameHour rise from the first days to the last, between equal hours: in the metric's unit
 * @param apart seconds between those hours: whole days
 * @param range of nearly all values, less the rhythm of the day where that was seen often enough
 * @param floors the lowest twentieth of each quarter, in order
 * @param latest the last quarter's median less that of the quarter before
 * @param rise over the window, by the Theil-Sen slope of the medians of its parts
 * @param span seconds
 */
public record DailyRise(
    double sameHour,
    double apart,
    double range,
    double[] floors,
    double latest,
    double rise,
    double span) {
  /** A day less an hour: captures are started and ended by hand. */
  public static final double SHORTEST = 23 * Seconds.HOUR;

  /**
   * Of the range. Of memory that only follows its day nothing is left between equal hours; what is
   * half as much as the rest of its movement is more than the next day will take back. On real
   * machines 0.2 to 0.35 judge alike (METHOD 3.7).
   */
  private static final double CLEAR = 0.25;

  /** Kendall's tau of four floors: at most one pair of neighbours is out of order. */
  private static final double ASCENDING = 2 / 3.0 - 1e-9;

  /**
   * Of the rise of the floors, in the last quarter: of what goes on evenly it holds a third. Less
   * than a tenth has ended.
   */
  private static final double LATELY = 0.1;

  /** Parts of the window whose medians the rise is taken from: an hour each in a day. */
  private static final int PARTS = 24;

  /** Pairs of equal hours, whose median one odd hour does not move. */
  private static final int PAIRS = 12;

  /** Seconds at each end that are compared where the window is a day and no more. */
  private static final double LEAST_OVERLAP = Seconds.HOUR / 2;

  /** Points below which a quarter has no floor. */
  private static final int FEWEST = 24;

  /** Empty below a day, or where too little was captured to tell. */
  public static Optional<DailyRise> of(TimeSeries series) {
    return of(series.times(), series.means());
  }

  /**
   * @param times seconds, ascending
   * @param values as many
   */
  public static Optional<DailyRise> of(double[] times, double[] values) {
    return values.length == 0 ? Optional.empty() : of(times, values, Rhythm.of(times, values));
  }

  /**
   * Likewise.
   *
   * @param rhythm of the day in the values, which is the same whatever line is added to them
   */
  static Optional<DailyRise> of(double[] times, double[] values, double[] rhythm) {
    int n = times.length;
    if (n < FEWEST || times[n - 1] - times[0] < SHORTEST) {
      return Optional.empty();
    }
    double[] floors = parts(times, values, Floors.QUARTERS, Floors.LOWEST);
    double apart = apart(times[n - 1] - times[0]);
    double sameHour = sameHour(times, values, apart);
    if (floors.length < Floors.QUARTERS || Double.isNaN(sameHour)) {
      return Optional.empty();
    }
    double[] medians = parts(times, values, PARTS, 0.5);
    return Optional.of(
        new DailyRise(
            sameHour,
            apart,
            Quantiles.range(less(values, rhythm)),
            floors,
            latest(times, values),
            perPart(medians) * PARTS,
            times[n - 1] - times[0]));
  }

  /** Whether it rose from day to day, on its floors as well, and was still rising at the end. */
  public boolean goesOn() {
    return Math.min(sameHour, rise) >= CLEAR * range
        && floorsAscend()
        && floors[Floors.QUARTERS - 1] - floors[Floors.QUARTERS - 2] >= LATELY * floorRise();
  }

  /**
   * Whether the level as well as its floor still rises in the last quarter: a step stands still.
   */
  public boolean levelStillRises() {
    return latest >= LATELY * rise;
  }

  private static double latest(double[] times, double[] values) {
    double[] medians = parts(times, values, Floors.QUARTERS, 0.5);
    return medians[medians.length - 1] - medians[medians.length - 2];
  }

  /** Units a second, ascending: by equal hours, by the floors of the quarters, and over all. */
  double[] rates() {
    double quarters = span * (Floors.QUARTERS - 1) / Floors.QUARTERS;
    double[] rates = {sameHour / apart, floorRise() / quarters, rise / span};
    Arrays.sort(rates);
    return rates;
  }

  /** Last floor less the first. */
  public double floorRise() {
    return floors[Floors.QUARTERS - 1] - floors[0];
  }

  /** Whether nearly each floor lies above those before it. */
  public boolean floorsAscend() {
    double score = 0;
    for (int i = 0; i < Floors.QUARTERS; i++) {
      for (int j = i + 1; j < Floors.QUARTERS; j++) {
        score += Math.signum(floors[j] - floors[i]);
      }
    }
    return score / (Floors.QUARTERS * (Floors.QUARTERS - 1) / 2.0) >= ASCENDING && floorRise() > 0;
  }

  /**
   * Seconds between the hours that are compared: whole days, from the first to the last that has
   * all its hours. Of a single day its begin and its end are compared, which are nearly one hour.
   */
  private static double apart(double span) {
    int days = (int) ((span + LEAST_OVERLAP) / Seconds.DAY);
    return Math.min(Math.max(1, days - 1) * Seconds.DAY, span - overlap(span, span));
  }

  /** Seconds at each end that are compared. */
  private static double overlap(double span, double apart) {
    return Math.max(span - apart, Math.max(LEAST_OVERLAP, span / (2 * PARTS)));
  }

  /** Median difference between hours that are so many seconds apart. */
  private static double sameHour(double[] times, double[] values, double apart) {
    double end = times[times.length - 1];
    double overlap = overlap(end - times[0], apart);
    double[] differences = new double[PAIRS];
    int found = 0;
    for (int k = 0; k < PAIRS; k++) {
      double from = end - overlap + overlap * k / PAIRS;
      double to = from + overlap / PAIRS;
      double late = median(times, values, from, to);
      double early = median(times, values, from - apart, to - apart);
      if (!Double.isNaN(late) && !Double.isNaN(early)) {
        differences[found++] = late - early;
      }
    }
    return found == 0 ? ends(values) : Quantiles.median(Arrays.copyOf(differences, found));
  }

  /** Of seldom samples no two are whole days apart: the ends of whole days must do. */
  private static double ends(double[] values) {
    int few = Math.max(1, values.length / (2 * PARTS));
    return Quantiles.median(Arrays.copyOfRange(values, values.length - few, values.length))
        - Quantiles.median(Arrays.copyOf(values, few));
  }

  private static double median(double[] times, double[] values, double from, double to) {
    int begin = at(times, from);
    int end = at(times, Math.nextUp(to));
    return begin < end ? Quantiles.median(Arrays.copyOfRange(values, begin, end)) : Double.NaN;
  }

  /** A quantile of each of so many equal stretches of time; those without a point are left out. */
  private static double[] parts(double[] times, double[] values, int count, double quantile) {
    double[] parts = new double[count];
    int found = 0;
    double span = times[times.length - 1] - times[0];
    for (int k = 0; k < count; k++) {
      int begin = at(times, times[0] + span * k / count);
      int end = k == count - 1 ? times.length : at(times, times[0] + span * (k + 1) / count);
      if (begin < end) {
        parts[found++] = Quantiles.quantile(Arrays.copyOfRange(values, begin, end), quantile);
      }
    }
    return Arrays.copyOf(parts, found);
  }

  /** Index of the first point at or after a time. */
  private static int at(double[] times, double time) {
    int index = Arrays.binarySearch(times, time);
    return index >= 0 ? index : -index - 1;
  }

  /** Theil-Sen slope of equal parts, by a part. */
  private static double perPart(double[] values) {
    double[] parts = new double[values.length];
    Arrays.setAll(parts, k -> k);
    return TheilSen.fit(parts, values).map(Line::slope).orElse(0.0);
  }

  private static double[] less(double[] values, double[] rhythm) {
    double[] rest = new double[values.length];
    Arrays.setAll(rest, i -> values[i] - rhythm[i]);
    return rest;
  }
}
