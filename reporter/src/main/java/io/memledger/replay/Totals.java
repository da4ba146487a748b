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
  /** Places of the few series that lines of another file put values into as well. */
  private final Map<Series, Integer> shared = new IdentityHashMap<>();

  private Series[] series = new Series[16];
  private double[] sums = new double[16];
  private int[] parts = new int[16];
  private int size;

  void add(Series one, double value) {
    int place = placeOf(one);
    if (place >= 0) {
      sums[place] += value;
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
    if (!one.claim(this, size)) {
      shared.put(one, size);
    }
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
    shared.remove(one);
    size--;
    if (place < size) {
      Series moved = series[size];
      series[place] = moved;
      sums[place] = sums[size];
      parts[place] = parts[size];
      if (!moved.claim(this, place)) {
        shared.put(moved, place);
      }
    }
    series[size] = null;
  }

  private int placeOf(Series one) {
    int place = one.placeIn(this);
    return place >= 0 ? place : shared.getOrDefault(one, -1);
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
