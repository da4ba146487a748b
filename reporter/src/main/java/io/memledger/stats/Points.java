package io.memledger.stats;

import io.memledger.series.TimeSeries;
import java.util.Arrays;
import java.util.List;

/**
 * A course as parallel arrays: ascending times in seconds, levels, and the lowest value of each.
 */
public record Points(double[] times, double[] values, double[] lows) {
  public static Points of(TimeSeries series) {
    return new Points(series.times(), series.means(), series.mins());
  }

  public int size() {
    return times.length;
  }

  public double span() {
    return times[times.length - 1] - times[0];
  }

  public Points from(int begin) {
    return slice(begin, size());
  }

  public Points slice(int begin, int end) {
    return new Points(
        Arrays.copyOfRange(times, begin, end),
        Arrays.copyOfRange(values, begin, end),
        Arrays.copyOfRange(lows, begin, end));
  }

  /** At most so many points: neighbours averaged, their lowest kept. */
  public Points atMost(int count) {
    int n = size();
    if (n <= count) {
      return this;
    }
    double[] t = new double[count];
    double[] v = new double[count];
    double[] low = new double[count];
    for (int k = 0; k < count; k++) {
      int begin = (int) ((long) k * n / count);
      int end = (int) ((long) (k + 1) * n / count);
      low[k] = lows[begin];
      for (int i = begin; i < end; i++) {
        t[k] += times[i] / (end - begin);
        v[k] += values[i] / (end - begin);
        low[k] = Math.min(low[k], lows[i]);
      }
    }
    return new Points(t, v, low);
  }

  /** From a time on. */
  public Points since(double time) {
    int begin = 0;
    while (begin < size() && times[begin] < time) {
      begin++;
    }
    return from(begin);
  }

  /** The lowest of each of these points and its neighbours. */
  public Points at(List<Integer> indexes) {
    double[] t = new double[indexes.size()];
    double[] v = new double[indexes.size()];
    for (int k = 0; k < t.length; k++) {
      int i = indexes.get(k);
      int lowest = i;
      for (int j = Math.max(0, i - 1); j <= Math.min(size() - 1, i + 1); j++) {
        lowest = lows[j] < lows[lowest] ? j : lowest;
      }
      t[k] = times[lowest];
      v[k] = lows[lowest];
    }
    return new Points(t, v, v);
  }

  /** The lower envelope: the lowest value of each of so many equal stretches, at its time. */
  public Points floors(int windows) {
    int n = size();
    double[] t = new double[windows];
    double[] v = new double[windows];
    for (int k = 0; k < windows; k++) {
      int begin = (int) ((long) k * n / windows);
      int end = Math.max(begin + 1, (int) ((long) (k + 1) * n / windows));
      int lowest = begin;
      for (int i = begin + 1; i < end; i++) {
        lowest = lows[i] < lows[lowest] ? i : lowest;
      }
      t[k] = times[lowest];
      v[k] = lows[lowest];
    }
    return new Points(t, v, v);
  }
}
