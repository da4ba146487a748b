package io.memledger.rule;

import io.memledger.series.Seconds;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;

/**
 * The course of what a claim is about.
 *
 * @param shape null where no series was judged
 * @param from seconds since the recording's start, begin of the window
 * @param to end of the window
 * @param amount growth over the window, in unit
 * @param rate per hour, with its 95 % interval
 * @param unit {@link Unit#BYTES} or COUNT: that of the amount, and per hour of the rate
 * @param foretold median error of what the first part of the window foretold for the rest, by the
 *     rise (BackTest); NaN where that was not asked
 * @param untilRestart whether each restart gives back what was lost, so that the rate is that of
 *     one life
 */
public record Growth(
    Shape shape,
    double from,
    double to,
    double amount,
    double rate,
    double low,
    double high,
    Unit unit,
    double foretold,
    boolean untilRestart) {
  /** Nothing known. */
  public static final Growth UNKNOWN =
      new Growth(
          null,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Unit.BYTES,
          Double.NaN,
          false);

  /** The course of a series: what goes on by its fit, the rest by what changed. */
  Growth along(Trend trend) {
    boolean fits = trend.shape().goesOn();
    return new Growth(
        trend.shape(),
        trend.from(),
        trend.to(),
        fits ? trend.rise() : trend.change(),
        trend.rate() * Seconds.HOUR,
        trend.low() * Seconds.HOUR,
        trend.high() * Seconds.HOUR,
        unit,
        foretold,
        untilRestart);
  }

  Growth in(Unit of) {
    return new Growth(shape, from, to, amount, rate, low, high, of, foretold, untilRestart);
  }

  Growth within(double begin, double end) {
    return new Growth(shape, begin, end, amount, rate, low, high, unit, foretold, untilRestart);
  }

  Growth by(double value) {
    return new Growth(shape, from, to, value, rate, low, high, unit, foretold, untilRestart);
  }

  Growth ofOneLife() {
    return new Growth(shape, from, to, amount, rate, low, high, unit, foretold, true);
  }

  Growth foretold(double error) {
    return new Growth(shape, from, to, amount, rate, low, high, unit, error, untilRestart);
  }

  /** Seconds of the window. */
  public double span() {
    return to - from;
  }
}
