package io.memledger.rules.judge;

import io.memledger.series.TimeSeries;
import io.memledger.stats.Quantiles;
import java.util.Arrays;

/** Levels at both ends of a series that one odd sample does not move (METHOD 4). */
public final class Levels {
  /** Blocks that make an end: so many, or this share of all. */
  private static final int FEWEST = 3;

  /** Of all blocks (METHOD 4). */
  private static final double SHARE = 0.02;

  private Levels() {}

  public static double start(TimeSeries s) {
    return Quantiles.median(Arrays.copyOfRange(s.means(), 0, blocks(s)));
  }

  public static double end(TimeSeries s) {
    return Quantiles.median(Arrays.copyOfRange(s.means(), s.size() - blocks(s), s.size()));
  }

  /** Level at the end less that at the start, in the metric's unit. */
  public static double change(TimeSeries s) {
    return end(s) - start(s);
  }

  private static int blocks(TimeSeries s) {
    int wanted = Math.max(FEWEST, (int) Math.ceil(SHARE * s.size()));
    return Math.max(1, Math.min(wanted, s.size() / 2));
  }
}
