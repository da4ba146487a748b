package io.memledger.stats.trend;

import io.memledger.stats.Line;
import io.memledger.stats.Quantiles;
import io.memledger.stats.fit.Fit;

/** A trend in the making: what is not said stays unknown. */
final class TrendDraft {
  /** Half the width of a 95 % interval, in standard errors, at some 20 degrees of freedom. */
  private static final double HALF = 2.09;

  private final Outline outline;

  private final Shape shape;
  private final Window window;
  private Line line;
  private double low = Double.NaN;
  private double high = Double.NaN;
  private double p = 1;
  private double goesOn;
  private double asymptote = Double.NaN;
  private double period = Double.NaN;

  TrendDraft(Outline outline, Shape shape, Window window) {
    this.outline = outline;
    this.shape = shape;
    this.window = window;
    line = window.line();
  }

  TrendDraft proof(Fit fit) {
    p = fit.p();
    return this;
  }

  TrendDraft p(double value) {
    p = value;
    return this;
  }

  TrendDraft goesOn(double value) {
    goesOn = value;
    return this;
  }

  TrendDraft asymptote(double value) {
    asymptote = value;
    return this;
  }

  TrendDraft period(double seconds) {
    period = seconds;
    return this;
  }

  TrendDraft period(Fit fit) {
    return period(outline.points().span() / fit.model().parameter());
  }

  /** The fit's slope as the rate, where the median of slopes would take a cycle or jump for it. */
  TrendDraft rate(Fit fit, double span) {
    return rate(fit.endSlope() / span).interval(fit, span);
  }

  TrendDraft rate(double slope) {
    double middle = Quantiles.median(outline.points().times());
    line = new Line(Quantiles.median(outline.points().values()) - slope * middle, slope);
    return this;
  }

  /** The fit's interval, widened so that it holds the rate. */
  TrendDraft interval(Fit fit, double span) {
    double half = HALF * fit.endError() / span + window.jitter();
    low = Math.min(fit.endSlope() / span, line.slope()) - half;
    high = Math.max(fit.endSlope() / span, line.slope()) + half;
    return this;
  }

  Trend trend() {
    boolean whole = shape == Shape.RISING_FLOOR || shape == Shape.CYCLIC;
    double share = (double) window.points() / outline.points().size();
    long inWindow = Math.round(outline.samples() * share);
    return new Trend(
        shape,
        whole ? outline.samples() : inWindow,
        window.from(),
        window.to(),
        outline.start(),
        outline.end(),
        outline.range(),
        line,
        line.slope(),
        low,
        high,
        p,
        goesOn,
        window.positive(),
        window.lateShare(),
        window.drawdown(),
        asymptote,
        period,
        window.corroborated());
  }
}
