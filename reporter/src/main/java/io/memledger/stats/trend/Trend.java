package io.memledger.stats.trend;

import io.memledger.series.Seconds;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Line;
import io.memledger.stats.Points;
import io.memledger.stats.fit.NoiseModel;
import java.util.Optional;

/**
 * What the course of one series is, in numbers. Levels are in the metric's unit, rates in units per
 * second, times in seconds since the recording's start.
 *
 * @param samples in the window
 * @param from begin of the window that the rate holds for: the onset where growth began late
 * @param to end of the series
 * @param start robust level at the begin of the whole series
 * @param end robust level at its end
 * @param range of nearly all values (2 % to 98 %)
 * @param line fitted to the window
 * @param rate Theil-Sen slope over the window; of the floors where the course has teeth
 * @param low lower end of the rate's 95 % interval
 * @param high upper end
 * @param p one-sided probability of so steep a rise without a trend, its noise being anything from
 *     white to a random walk ({@link NoiseModel})
 * @param goesOn probability that it still rises at the end, by a quarter of its rate or more, over
 *     all shapes that the course may have
 * @param positive share of rising increments between segments
 * @param lateShare slope of the last third by slope of the window
 * @param drawdown largest fall from an earlier height, by the range; of floors where it has teeth
 * @param floorRise by how much the lowest levels of its four quarters rise, each above the one
 *     before; 0 where they do not
 * @param asymptote level that a saturating course tends to; NaN for others
 * @param period seconds of one cycle or tooth; NaN without
 * @param corroborated whether Mann-Kendall, corrected for autocorrelation, agrees at 0.01
 */
public record Trend(
    Shape shape,
    long samples,
    double from,
    double to,
    double start,
    double end,
    double range,
    Line line,
    double rate,
    double low,
    double high,
    double p,
    double goesOn,
    double positive,
    double lateShare,
    double drawdown,
    double floorRise,
    double asymptote,
    double period,
    boolean corroborated) {

  /** Empty below 6 points or where time does not pass. */
  public static Optional<Trend> of(TimeSeries series) {
    return TrendFinder.find(Points.of(series), series.samples());
  }

  /**
   * The same course, told by its days: a rising floor, at the middle of three rates that each leave
   * the hour of the day out, between the slowest and the fastest of them.
   */
  public Trend daily(DailyRise days) {
    double[] rates = days.rates();
    double slope = rates[1];
    double middle = (from + to) / 2;
    double level = (start + end) / 2;
    return new Trend(
        Shape.RISING_FLOOR,
        samples,
        to - days.span(),
        to,
        start,
        end,
        range,
        new Line(level - slope * middle, slope),
        slope,
        rates[0],
        rates[2],
        p,
        goesOn,
        positive,
        lateShare,
        drawdown,
        floorRise,
        asymptote,
        Seconds.DAY,
        corroborated);
  }

  /** Seconds of the window. */
  public double span() {
    return to - from;
  }

  /** What the rate amounts to over the window. */
  public double rise() {
    return rate * span();
  }

  /** Robust level at the end less that at the begin of the whole series. */
  public double change() {
    return end - start;
  }
}
