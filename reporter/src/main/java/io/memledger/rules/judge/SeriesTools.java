package io.memledger.rules.judge;

import io.memledger.series.TimeSeries;
import io.memledger.series.TimeSeries.Sample;
import io.memledger.stats.Line;
import io.memledger.stats.TheilSen;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Series made of series: a later part, a sum, a level at a time. */
public final class SeriesTools {
  private SeriesTools() {}

  /** The part from a time on; empty if fewer than two blocks are left. */
  public static Optional<TimeSeries> after(TimeSeries s, double time) {
    int begin = 0;
    while (begin < s.size() && s.time(begin) < time) {
      begin++;
    }
    if (begin == 0) {
      return Optional.of(s);
    }
    if (s.size() - begin < 2) {
      return Optional.empty();
    }
    int n = s.size();
    int[] counts = new int[n - begin];
    for (int i = begin; i < n; i++) {
      counts[i - begin] = s.count(i);
    }
    return Optional.of(
        new TimeSeries(
            s.metric(),
            s.subject(),
            Arrays.copyOfRange(s.times(), begin, n),
            Arrays.copyOfRange(s.means(), begin, n),
            Arrays.copyOfRange(s.mins(), begin, n),
            Arrays.copyOfRange(s.maxs(), begin, n),
            counts,
            new Sample(s.time(begin), s.mean(begin)),
            s.last()));
  }

  /** A series plus another of the same subject, taken at the first one's times. */
  public static TimeSeries sum(TimeSeries s, TimeSeries other) {
    return added(s, time -> at(other, time));
  }

  /** A series by a factor. */
  public static TimeSeries scaled(TimeSeries s, double factor) {
    int[] counts = new int[s.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = s.count(i);
    }
    return new TimeSeries(
        s.metric(),
        s.subject(),
        s.times(),
        scaled(s.means(), factor),
        scaled(s.mins(), factor),
        scaled(s.maxs(), factor),
        counts,
        new Sample(s.first().time(), s.first().value() * factor),
        new Sample(s.last().time(), s.last().value() * factor));
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(v -> v * factor).toArray();
  }

  /** A series less another of the same subject, taken at the first one's times. */
  public static TimeSeries less(TimeSeries s, TimeSeries other) {
    return added(s, time -> -at(other, time));
  }

  private static TimeSeries added(TimeSeries s, DoubleUnaryOperator more) {
    double[] times = s.times();
    double[] means = s.means();
    double[] mins = s.mins();
    double[] maxs = s.maxs();
    int[] counts = new int[times.length];
    for (int i = 0; i < times.length; i++) {
      double plus = more.applyAsDouble(times[i]);
      means[i] += plus;
      mins[i] += plus;
      maxs[i] += plus;
      counts[i] = s.count(i);
    }
    return new TimeSeries(
        s.metric(),
        s.subject(),
        times,
        means,
        mins,
        maxs,
        counts,
        new Sample(s.first().time(), s.first().value() + more.applyAsDouble(s.first().time())),
        new Sample(s.last().time(), s.last().value() + more.applyAsDouble(s.last().time())));
  }

  /** The level at a time, between the neighbouring blocks; the nearest one outside. */
  public static double at(TimeSeries s, double time) {
    int next = 0;
    while (next < s.size() && s.time(next) < time) {
      next++;
    }
    if (next == 0) {
      return s.mean(0);
    }
    if (next == s.size()) {
      return s.mean(next - 1);
    }
    double share = (time - s.time(next - 1)) / (s.time(next) - s.time(next - 1));
    return s.mean(next - 1) + share * (s.mean(next) - s.mean(next - 1));
  }

  /**
   * Share of the blocks at the end of which a counter ran at least this fast, in units per second;
   * 0 with fewer than two blocks.
   */
  public static double shareFaster(TimeSeries counter, double perSecond) {
    int fast = 0;
    for (int i = 1; i < counter.size(); i++) {
      double seconds = counter.time(i) - counter.time(i - 1);
      fast += counter.mean(i) - counter.mean(i - 1) >= perSecond * seconds ? 1 : 0;
    }
    return counter.size() < 2 ? 0 : (double) fast / (counter.size() - 1);
  }

  /** Units per second of a counter over its whole span. */
  public static double perSecond(TimeSeries counter) {
    return counter.span() > 0 ? counter.change() / counter.span() : 0;
  }

  /** Whether its blocks differ by this much at all: cheap to ask before anything is fitted. */
  public static boolean moves(TimeSeries series, double atLeast) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < series.size(); i++) {
      low = Math.min(low, series.mean(i));
      high = Math.max(high, series.mean(i));
    }
    return high - low >= atLeast;
  }

  /** Theil-Sen slope of the blocks between two times, in units per second; 0 with too few. */
  public static double slope(TimeSeries s, double from, double to) {
    int begin = 0;
    while (begin < s.size() && s.time(begin) < from) {
      begin++;
    }
    int end = begin;
    while (end < s.size() && s.time(end) <= to) {
      end++;
    }
    return TheilSen.fit(
            Arrays.copyOfRange(s.times(), begin, end), Arrays.copyOfRange(s.means(), begin, end))
        .map(Line::slope)
        .orElse(0.0);
  }

  /** Mean of the blocks between two times; NaN where there is none. */
  public static double mean(TimeSeries s, double from, double to) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < s.size(); i++) {
      if (s.time(i) >= from && s.time(i) <= to) {
        sum += s.mean(i);
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  /** How much it rose between two times. */
  public static double rise(TimeSeries s, double from, double to) {
    return at(s, to) - at(s, from);
  }
}
