package io.memledger.rules.kernel.causes;

import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Correlation;

/**
 * Whether kernel objects grow only because file cache does: some file systems keep an object for
 * each large piece of a cached file, which stands in unreclaimable slab and is freed with the
 * piece. Seen on 6.18 with ext4: kmalloc-512 rose by 0.3 % of what file cache rose by.
 */
final class WithPageCache {
  /** Of the growth of file cache; a buffer_head for each page of 4 KiB takes 2.5 %. */
  private static final double SHARE = 0.05;

  /** File cache that grows by a steady amount tells nothing by its ups and downs. */
  private static final double STEADY = 0.3;

  /** Where it grows unsteadily, what describes it must follow. */
  private static final double FOLLOWS = 0.5;

  /** Stretches that are compared: a correlation of 0.5 over 16 is chance once in 20 times. */
  private static final int PARTS = 16;

  private WithPageCache() {}

  /** Both halves must show it: a leak goes on when file cache has filled memory. */
  static boolean grows(Family.Member line, TimeSeries cache) {
    double from = line.trend().from();
    double to = line.trend().to();
    double middle = (from + to) / 2;
    return isSmallPart(line.series(), cache, from, middle)
        && isSmallPart(line.series(), cache, middle, to)
        && follows(line.series(), cache, from, to);
  }

  private static boolean isSmallPart(TimeSeries line, TimeSeries cache, double from, double to) {
    double rise = SeriesTools.rise(cache, from, to);
    return rise > 0 && SeriesTools.rise(line, from, to) <= SHARE * rise;
  }

  private static boolean follows(TimeSeries line, TimeSeries cache, double from, double to) {
    double[] a = new double[PARTS];
    double[] b = new double[PARTS];
    double mean = SeriesTools.rise(cache, from, to) / PARTS;
    double squares = 0;
    for (int i = 0; i < PARTS; i++) {
      double begin = from + (to - from) * i / PARTS;
      double end = from + (to - from) * (i + 1) / PARTS;
      a[i] = SeriesTools.rise(cache, begin, end);
      b[i] = SeriesTools.rise(line, begin, end);
      squares += (a[i] - mean) * (a[i] - mean);
    }
    boolean steady = Math.sqrt(squares / PARTS) <= STEADY * mean;
    return steady || Correlation.spearman(a, b).orElse(0) >= FOLLOWS;
  }
}
