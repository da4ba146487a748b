package io.memledger.rules.judge;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Shares;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Quantiles;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Growth back to a height that was there before, and stood still: a cache that was emptied, or a
 * service that was started anew, fills again, and has not yet shown that it goes further (METHOD
 * 3.7).
 */
final class FormerCeiling {
  /** Of the rise: who lacks no more than this has come to the former height. */
  private static final double ABOVE = 0.1;

  /** Of the series: a level stood for so long at least, which no odd sample does. */
  private static final int PARTS = 20;

  /** Samples of a level. */
  private static final int FEWEST = 3;

  /** Of the rise: by so much less it may have fallen before, where noise hides the lowest. */
  private static final double FELL_SHORT = 0.25;

  private FormerCeiling() {}

  /** Whether a course has only come back, of a subject or of the one that it follows. */
  static boolean explains(Recording recording, TimeSeries series, Trend trend) {
    if (trend.shape() == Shape.RISING_FLOOR) {
      // Teeth and cycles fall each time, and their floors are what was judged.
      return false;
    }
    return wasAbove(series, trend)
        || series.subject().kind() == Subject.Kind.PROCESS
            && predecessor(recording, series)
                .filter(before -> stood(before, trend))
                .map(before -> end(before) >= trend.end() - ABOVE * trend.rise())
                .orElse(false);
  }

  /** Whether it stood as high when the capture began, and fell by nearly all that it rose by. */
  private static boolean wasAbove(TimeSeries series, Trend trend) {
    double[] means = series.means();
    int part = Math.max(FEWEST, means.length / PARTS);
    if (means.length < 2 * part) {
      return false;
    }
    double first = Quantiles.median(Arrays.copyOf(means, part));
    double lowest = first;
    for (int i = part; i + part <= means.length; i += part) {
      lowest = Math.min(lowest, Quantiles.median(Arrays.copyOfRange(means, i, i + part)));
    }
    return first >= trend.end() - ABOVE * trend.rise()
        && first - lowest >= (1 - FELL_SHORT) * trend.rise();
  }

  /** The last of its name and cgroup that ended before it began. */
  private static Optional<TimeSeries> predecessor(Recording recording, TimeSeries series) {
    Subject own = series.subject();
    double born = recording.series(Metric.PROC_RSS, own).orElse(series).first().time();
    TimeSeries last = null;
    for (TimeSeries other : recording.all(series.metric(), Subject.Kind.PROCESS)) {
      Subject subject = other.subject();
      boolean same =
          !subject.equals(own)
              && subject.name().equals(own.name())
              && Objects.equals(recording.cgroupOf(subject), recording.cgroupOf(own));
      if (same
          && other.size() >= FEWEST
          && other.last().time() <= born
          && Lifetimes.goneBeforeEnd(recording, other)
          && (last == null || other.last().time() > last.last().time())) {
        last = other;
      }
    }
    return Optional.ofNullable(last);
  }

  /** Whether the one before had stopped to grow: what leaks in each life does not. */
  private static boolean stood(TimeSeries before, Trend trend) {
    return before.change() < Shares.MAIN * trend.rate() * before.span();
  }

  private static double end(TimeSeries series) {
    double[] means = series.means();
    int part = Math.max(FEWEST, means.length / PARTS);
    return Quantiles.median(Arrays.copyOfRange(means, means.length - part, means.length));
  }
}
