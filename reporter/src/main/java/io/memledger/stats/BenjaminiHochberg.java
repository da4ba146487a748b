package io.memledger.stats;

import java.util.Arrays;

/**
 * Which of many tests stand when the share of wrong ones among them may be q (Benjamini and
 * Hochberg 1995).
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /** The largest p that stands; -1 if none does. */
  public static double limit(double[] p, double q) {
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    for (int k = sorted.length; k > 0; k--) {
      if (sorted[k - 1] <= k * q / sorted.length) {
        return sorted[k - 1];
      }
    }
    return -1;
  }
}
