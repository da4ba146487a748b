package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec.Band;
import io.memledger.report.charts.ChartSpec.Frame;
import io.memledger.report.charts.ChartSpec.Stretch;
import io.memledger.report.words.Numbers;
import io.memledger.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from the end of the capture to the limit, at the rate of the forecast and at both ends of
 * its interval.
 *
 * @param last value at the end of the capture
 */
public record Forecasts(Frame captured, double last, double limit, Verdict.Exhaustion end) {
  /** The forecast is drawn to the limit if that takes no more of the axis than this. */
  private static final double MOST = 1.3;

  /** Else so far, in spans of the capture. */
  private static final double SHORT = 0.6;

  /** Room to the right of the limit. */
  private static final double BEYOND = 1.04;

  /** Units per second at which the forecast runs. */
  public double slope() {
    return (limit - last) / Math.max(end.seconds(), 1);
  }

  /** At the later end of the interval; flat where it may never end. */
  public double slowSlope() {
    return Numbers.unknown(end.secondsHigh()) ? 0 : (limit - last) / Math.max(end.secondsHigh(), 1);
  }

  double fastSlope() {
    return (limit - last) / Math.max(end.secondsLow(), 1);
  }

  /** Right end of the axis. */
  public double reach() {
    double span = captured.to() - captured.from();
    double whole =
        Numbers.unknown(end.secondsHigh()) ? end.seconds() * 1.25 : end.secondsHigh() * BEYOND;
    return captured.to()
        + (end.seconds() <= MOST * span ? Math.min(whole, MOST * 1.2 * span) : SHORT * span);
  }

  public Stretch line() {
    double time = Math.min(end.seconds(), reach() - captured.to());
    return new Stretch(captured.to(), last, captured.to() + time, last + slope() * time, true);
  }

  /** Between the fastest and the slowest way, until either meets the limit. */
  public List<Band> fan() {
    double room = reach() - captured.to();
    List<Band> fan = new ArrayList<>();
    double first = Math.min(end.secondsLow(), room);
    if (first > 0) {
      fan.add(part(0, first));
    }
    double second = Math.min(Numbers.unknown(end.secondsHigh()) ? room : end.secondsHigh(), room);
    if (second > first) {
      fan.add(part(first, second));
    }
    return fan;
  }

  private Band part(double from, double to) {
    return new Band(
        captured.to() + from,
        at(fastSlope(), from),
        at(slowSlope(), from),
        captured.to() + to,
        at(fastSlope(), to),
        at(slowSlope(), to));
  }

  /** No way leads past the limit. */
  private double at(double slope, double seconds) {
    double value = last + slope * seconds;
    return limit < last ? Math.max(limit, value) : Math.min(limit, value);
  }
}
