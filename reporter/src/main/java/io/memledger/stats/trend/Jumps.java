package io.memledger.stats.trend;

import io.memledger.stats.fit.ChangePoints;
import io.memledger.stats.fit.Fit;

/**
 * Level stretches with jumps between them: a few up and that is it, or up and down again, or so
 * many that they are a way to grow (METHOD 3.4).
 */
final class Jumps {
  /** Of the range: what fell back by half or more went up and down, and took no step. */
  private static final double STAYS = 0.5;

  private Jumps() {}

  static Trend trend(FittedSeries series) {
    ChangePoints changes = ChangePoints.of(series.points());
    if (changes.areBursts()) {
      return bursts(series, changes);
    }
    Outline outline = series.outline();
    boolean up = outline.end() - outline.start() > STAYS * outline.range();
    return series.as(up ? Shape.STEP : Shape.NOISY).build();
  }

  private static Trend bursts(FittedSeries series, ChangePoints changes) {
    Fit line = series.line();
    return series
        .as(Shape.BURSTS)
        .proof(line)
        .p(Math.max(line.p(), changes.chanceThatAllRise()))
        .goesOn(1)
        .interval(line)
        .build();
  }
}
