package io.memledger.stats.trend;

import io.memledger.stats.Line;
import io.memledger.stats.Quantiles;
import io.memledger.stats.fit.Fit;

/** A trend in the making: what is not said stays unknown. */
final class TrendBuilder {
  /**
   * Standard errors in half a 95 % interval: Student's t at 20 degrees of freedom, as few as a fit
   * to slow noise has. With 1.96 such intervals would be too narrow.
   */
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

  TrendBuilder(Outline outline, Shape shape, Window window) {
    this.outline = outline;
    this.shape = shape;
    this.window = window;
    line = window.line();
  }

  TrendBuilder proof(Fit fit) {
    p = fit.p();
    return this;
  }

  TrendBuilder p(double value) {
    p = value;
    return this;
  }

  TrendBuilder goesOn(double value) {
    goesOn = value;
    return this;
  }

  TrendBuilder asymptote(double value) {
    asymptote = value;
    return this;
  }

  TrendBuilder period(double seconds) {
    period = seconds;
    return this;
  }

  TrendBuilder period(Fit fit) {
    return period(outline.points().span() / fit.model().parameter());
  }

  /** The fit's slope as the rate, where the median of slopes would take a cycle or jump for it. */
  TrendBuilder rate(Fit fit) {
    return rate(fit.endSlope() / outline.points().span()).interval(fit);
  }

  TrendBuilder rate(double slope) {
    double middle = Quantiles.median(outline.points().times());
    line = new Line(Quantiles.median(outline.points().values()) - slope * middle, slope);
    return this;
  }

  /** The interval of a fit to the whole series, widened so that it holds the rate. */
  TrendBuilder interval(Fit fit) {
    return interval(fit, outline.points().span());
  }

  /** Likewise of a fit to points of this span. */
  TrendBuilder interval(Fit fit, double span) {
    double half = HALF * fit.endError() / span + window.jitter();
    low = Math.min(fit.endSlope() / span, line.slope()) - half;
    high = Math.max(fit.endSlope() / span, line.slope()) + half;
    return this;
  }

  Trend build() {
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
        Floors.rise(outline.points()),
        asymptote,
        period,
        window.corroborated());
  }
}
