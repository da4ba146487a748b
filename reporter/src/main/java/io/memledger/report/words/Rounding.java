package io.memledger.report.words;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Rounding of a column so that what is shown still adds up. */
public final class Rounding {
  private Rounding() {}

  /**
   * Values in a larger unit, each within one of the truth, which sum to the rounded sum: the units
   * missing after rounding down go to the largest remainders.
   */
  public static long[] keepingSum(double[] values, double unit) {
    double total = 0;
    long[] floors = new long[values.length];
    long given = 0;
    for (int i = 0; i < values.length; i++) {
      total += values[i];
      floors[i] = (long) Math.floor(values[i] / unit);
      given += floors[i];
    }
    long missing = Math.round(total / unit) - given;
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> floors[i] - values[i] / unit))
            .mapToInt(i -> i)
            .toArray();
    for (int k = 0; k < missing && k < order.length; k++) {
      floors[order[k]]++;
    }
    return floors;
  }
}
