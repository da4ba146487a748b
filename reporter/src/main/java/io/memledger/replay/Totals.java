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
  private final Map<Series, Integer> places = new IdentityHashMap<>();
  private Series[] series = new Series[16];
  private double[] sums = new double[16];
  private int[] parts = new int[16];
  private int size;

  void add(Series one, double value) {
    Integer place = places.get(one);
    if (place == null) {
      if (size == series.length) {
        series = Arrays.copyOf(series, size * 2);
        sums = Arrays.copyOf(sums, size * 2);
        parts = Arrays.copyOf(parts, size * 2);
      }
      series[size] = one;
      sums[size] = value;
      parts[size] = 1;
      places.put(one, size);
      size++;
    } else {
      sums[place] += value;
      parts[place]++;
    }
  }

  /** Takes out what was added. */
  void remove(Series one, double value) {
    Integer place = places.get(one);
    if (place == null) {
      return;
    }
    sums[place] -= value;
    parts[place]--;
    if (parts[place] == 0) {
      places.remove(one);
      size--;
      if (place < size) {
        series[place] = series[size];
        sums[place] = sums[size];
        parts[place] = parts[size];
        places.put(series[place], place);
      }
      series[size] = null;
    }
  }

  void clear() {
    places.clear();
    Arrays.fill(series, 0, size, null);
    size = 0;
  }

  void emit(Grid grid) {
    for (int i = 0; i < size; i++) {
      series[i].add(sums[i], grid);
    }
  }
}
