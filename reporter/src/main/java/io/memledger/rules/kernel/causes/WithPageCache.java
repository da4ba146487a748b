package io.memledger.rules.kernel.causes;

import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Correlation;

/**
 * Whether kernel objects grow only because caches of files do: some file systems keep an object for
 * each large piece of a cached file, which stands in unreclaimable slab and is freed with the
 * piece, as buffer heads and nodes of the cache's index do; and security modules keep one for each
 * inode. Seen on 6.18 with ext4: kmalloc-512 rose by 0.3 % of what file cache rose by.
 */
final class WithPageCache {
  /** Of the growth of file cache; a buffer_head for each page of 4 KiB takes 2.5 %. */
  private static final double SHARE = 0.05;

  /**
   * Of the growth of reclaimable slab: an inode with its name takes 1.2 KiB, and what a security
   * module and the file system's log keep beside it 80 to 200 bytes.
   */
  private static final double OF_INODES = 0.15;

  /**
   * Of the growth of file cache, twice what was seen: the index of any file takes as much, whether
   * the two go up and down together or not.
   */
  private static final double INDEX = 0.006;

  /** Of all growth, in a half in which the cache did not grow: objects in flight. */
  private static final double STIR = 0.1;

  /** File cache that grows by a steady amount tells nothing by its ups and downs. */
  private static final double STEADY = 0.3;

  /** Where it grows unsteadily, what describes it must follow. */
  private static final double FOLLOWS = 0.5;

  /** Stretches that are compared: a correlation of 0.5 over 16 is chance once in 20 times. */
  private static final int PARTS = 16;

  private WithPageCache() {}

  /** Both halves must show it: a leak goes on when file cache has filled memory. */
  static boolean grows(Family.Member line, TimeSeries cache) {
    return isPart(line, cache, SHARE)
        && (isPart(line, cache, INDEX)
            || follows(line.series(), cache, line.trend().from(), line.trend().to()));
  }

  /** Likewise with what is kept for inodes, where reclaimable slab is the most that grew. */
  static boolean growsWithInodes(Family.Member line, TimeSeries reclaimable) {
    return isPart(line, reclaimable, OF_INODES)
        && follows(line.series(), reclaimable, line.trend().from(), line.trend().to());
  }

  private static boolean isPart(Family.Member line, TimeSeries cache, double share) {
    double from = line.trend().from();
    double to = line.trend().to();
    double middle = (from + to) / 2;
    double stir = STIR * SeriesTools.rise(line.series(), from, to);
    return isSmallPart(line.series(), cache, share, stir, from, middle)
        && isSmallPart(line.series(), cache, share, stir, middle, to)
        && SeriesTools.rise(line.series(), from, to) <= share * SeriesTools.rise(cache, from, to);
  }

  private static boolean isSmallPart(
      TimeSeries line, TimeSeries cache, double share, double stir, double from, double to) {
    double allowed = share * Math.max(0, SeriesTools.rise(cache, from, to));
    return SeriesTools.rise(line, from, to) <= Math.max(stir, allowed);
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
