package io.memledger.stats.trend;

import io.memledger.stats.Points;
import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.RankedFits;

/**
 * A series with what was fitted to it: what each step of the search for a trend is given.
 *
 * @param whole all of it as one window
 * @param fits of all models, best first
 */
record FittedSeries(Outline outline, Window whole, RankedFits fits) {
  Points points() {
    return outline.points();
  }

  Fit best() {
    return fits.best();
  }

  Fit line() {
    return fits.line();
  }

  /** Slope of the straight line, in units of the series per span. */
  double overall() {
    return fits.overall();
  }

  /** Slope of the best model at the end, by that of the straight line. */
  boolean endsSlowerThan(double share) {
    return best().endSlope() < share * overall();
  }

  /** A trend of this shape over the whole series. */
  TrendBuilder as(Shape shape) {
    return as(shape, whole);
  }

  TrendBuilder as(Shape shape, Window window) {
    return new TrendBuilder(outline, shape, window);
  }

  /** A shape that goes upward, or noise where the series did not rise. */
  TrendBuilder ifRisen(Shape upward) {
    return as(outline.rose() ? upward : Shape.NOISY);
  }
}
