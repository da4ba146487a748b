package io.memledger.replay;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What the lines of a file put together, by series: kept up to date as lines come and go, so that a
 * sampling costs its series, not its lines. Sums of bytes and counts are whole numbers, so taking a
 * line out again is exact.
 */
final class Totals {
  /** Up to here each sum of whole numbers is one, with room for one more value. */
  private static final double EXACT = 1L << 51;

  /** Places of the few series that lines of another file put values into as well. */
  private Map<Series, Integer> shared = Map.of();

  private Series[] series = new Series[16];
  private double[] sums = new double[16];
  private int[] parts = new int[16];
  private int size;
  private boolean exact = true;

  void add(Series one, double value) {
    exact &= value == Math.rint(value) && Math.abs(value) < EXACT;
    int place = placeOf(one);
    if (place >= 0) {
      sums[place] += value;
      exact &= Math.abs(sums[place]) < EXACT;
      parts[place]++;
      return;
    }
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
      sums = Arrays.copyOf(sums, size * 2);
      parts = Arrays.copyOf(parts, size * 2);
    }
    series[size] = one;
    sums[size] = value;
    parts[size] = 1;
    keep(one, size);
    size++;
  }

  /** Takes out what was added. */
  void remove(Series one, double value) {
    int place = placeOf(one);
    if (place < 0) {
      return;
    }
    sums[place] -= value;
    parts[place]--;
    if (parts[place] > 0) {
      return;
    }
    one.release(this);
    if (!shared.isEmpty()) {
      shared.remove(one);
    }
    size--;
    if (place < size) {
      Series moved = series[size];
      series[place] = moved;
      sums[place] = sums[size];
      parts[place] = parts[size];
      keep(moved, place);
    }
    series[size] = null;
  }

  private void keep(Series one, int place) {
    if (!one.claim(this, place)) {
      if (shared.isEmpty()) {
        shared = new IdentityHashMap<>();
      }
      shared.put(one, place);
    }
  }

  /** Whether the sums are what adding up anew would give, in any order. */
  boolean exact() {
    return exact;
  }

  private int placeOf(Series one) {
    int place = one.placeIn(this);
    return place >= 0 || shared.isEmpty() ? place : shared.getOrDefault(one, -1);
  }

  /** Lets its series go to other totals; it is of no use any more. */
  void discard() {
    for (int i = 0; i < size; i++) {
      series[i].release(this);
    }
    size = 0;
  }

  void emit(Grid grid) {
    for (int i = 0; i < size; i++) {
      series[i].add(sums[i], grid);
    }
  }
}
