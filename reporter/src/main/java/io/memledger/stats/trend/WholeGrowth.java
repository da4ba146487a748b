package io.memledger.stats.trend;

import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.Model;
import io.memledger.stats.fit.RankedFits;

/** Growth over the whole series: straight, curved, or with one jump in it (METHOD 3.7). */
final class WholeGrowth {
  /**
   * Slope of a curve at its end by that over all: a parabola that begins level ends at twice the
   * mean slope, and noise bends a line by less than this. From 1.2 to 1.6 it judges alike
   * (bench/vary-constants.md).
   */
  private static final double ACCELERATES = 1.35;

  /**
   * A straight line less sure than one in ten is no shape at all. A rise that is only suspected
   * must keep its shape, so it is twice what chooses between shapes.
   */
  private static final double NOT_A_TREND = 0.1;

  /**
   * Slope beside a jump by that of the line through all. A jump that makes up less than a quarter
   * of the rise is a ripple in it; a larger one is not growth and is taken out of the rate.
   */
  private static final double RIPPLE = 0.75;

  private WholeGrowth() {}

  static Trend trend(FittedSeries series) {
    if (series.fits().mayBePartOfCycle()) {
      return series.as(Shape.CYCLIC).build();
    }
    if (hasJump(series) && series.endsSlowerThan(RankedFits.ENDED)) {
      return series.ifRisen(Shape.STEP).build();
    }
    if (EndOfGrowth.isSeen(series, series.points(), series.overall())) {
      return EndOfGrowth.reached(series);
    }
    if (EndOfGrowth.isModelled(series)) {
      Shape shape =
          series.outline().rose() && series.whole().slope() > 0 ? Shape.SATURATING : Shape.NOISY;
      return series.as(shape).asymptote(series.outline().end()).build();
    }
    return goingOn(series);
  }

  private static Trend goingOn(FittedSeries series) {
    if (LateGrowth.isTooYoung(series)) {
      return LateGrowth.tooYoung(series);
    }
    Fit line = series.line();
    Shape shape = shape(series);
    TrendBuilder trend =
        series.as(shape).proof(line).goesOn(series.fits().goesOn(series.overall()));
    if (shape == Shape.ACCELERATING) {
      // The median of slopes lies below the mean where most of the growth comes late.
      trend.rate((series.outline().end() - series.outline().start()) / series.points().span());
    }
    return hasJump(series) && series.endsSlowerThan(RIPPLE)
        ? trend.p(series.best().p()).rate(series.best()).build()
        : trend.interval(line).build();
  }

  private static Shape shape(FittedSeries series) {
    if (!(series.whole().slope() > 0) || series.line().p() > NOT_A_TREND) {
      return Shape.NOISY;
    }
    if (series.best().isCurved() && series.best().endSlope() > ACCELERATES * series.overall()) {
      return Shape.ACCELERATING;
    }
    return series.whole().bursts() ? Shape.BURSTS : Shape.LINEAR;
  }

  private static boolean hasJump(FittedSeries series) {
    return series.best().kind() == Model.Kind.JUMP_AND_LINE;
  }
}
