package io.memledger.stats.fit;

import io.memledger.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of a design matrix that are 0 before a jump and 1 after it. */
final class JumpColumns {
  /**
   * A model of many levels follows any series. With 2 one more of each fault is made; 8 is no
   * worse, but slower (bench/vary-constants.md).
   */
  private static final int MOST = 4;

  /** Neighbours that differ by this part of a jump lie on both sides of it. */
  private static final double HALF = 0.5;

  private JumpColumns() {}

  /**
   * @param changes index of the first value after each jump; of many the largest are taken
   */
  static List<double[]> of(double[] y, List<Integer> changes) {
    List<Integer> at = largest(y, changes);
    List<double[]> columns = new ArrayList<>();
    for (int k = 0; k < at.size(); k++) {
      columns.add(column(y, at, k));
    }
    return columns;
  }

  /** The few largest changes: of more, the smallest are taken back, one by one. */
  private static List<Integer> largest(double[] y, List<Integer> all) {
    List<Integer> at = new ArrayList<>(all);
    while (at.size() > MOST) {
      int least = 0;
      for (int k = 1; k < at.size(); k++) {
        least = Math.abs(rise(y, at, k)) < Math.abs(rise(y, at, least)) ? k : least;
      }
      at.remove(least);
    }
    return at;
  }

  private static double rise(double[] y, List<Integer> at, int k) {
    int begin = k == 0 ? 0 : at.get(k - 1);
    int end = k + 1 < at.size() ? at.get(k + 1) : y.length;
    return Quantiles.median(Arrays.copyOfRange(y, at.get(k), end))
        - Quantiles.median(Arrays.copyOfRange(y, begin, at.get(k)));
  }

  /** 0 before, 1 after; a block that straddles the jump is in part of each. */
  private static double[] column(double[] y, List<Integer> at, int k) {
    int from = at.get(k);
    double jump = rise(y, at, k);
    double[] column = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      column[i] = i >= from ? 1 : 0;
      boolean beside = i == from - 1 || i == from;
      if (beside && i > 0 && i + 1 < y.length) {
        double across = y[i + 1] - y[i - 1];
        if (across / jump > HALF) {
          column[i] = Math.max(0, Math.min(1, (y[i] - y[i - 1]) / across));
        }
      }
    }
    return column;
  }
}
