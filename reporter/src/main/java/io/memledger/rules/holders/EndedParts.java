package io.memledger.rules.holders;

import io.memledger.rule.Shares;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.TimeSeries;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A sum whose growth was made by members that stopped to grow: several that warm up one after the
 * other look like one that grows on (METHOD 3.1).
 */
public final class EndedParts {
  /** Shapes of what has come to an end; noise is none, since small leaks hide in it. */
  private static final Set<Shape> ENDED =
      EnumSet.of(Shape.SATURATING, Shape.STEP, Shape.CYCLIC, Shape.FLAT);

  /** Members that are looked at, those that grew most: each takes as long as judging it. */
  private static final int MOST = 12;

  private EndedParts() {}

  /** Whether those that ended grew by half of the sum or more, and those that go on by less. */
  public static boolean are(Family.Member sum, List<TimeSeries> members) {
    double from = sum.trend().from();
    double to = sum.trend().to();
    List<TimeSeries> grown =
        members.stream()
            .filter(m -> SeriesTools.rise(m, from, to) > 0)
            .sorted(
                Comparator.comparingDouble((TimeSeries m) -> SeriesTools.rise(m, from, to))
                    .reversed())
            .limit(MOST)
            .toList();
    double ended = 0;
    double goingOn = 0;
    for (TimeSeries one : grown) {
      Shape shape = Trend.of(one).map(Trend::shape).orElse(Shape.NOISY);
      double rise = SeriesTools.rise(one, from, to);
      ended += ENDED.contains(shape) ? rise : 0;
      goingOn += shape.goesOn() ? rise : 0;
    }
    double half = Shares.MAIN * sum.trend().rise();
    return ended >= half && goingOn < half;
  }
}
