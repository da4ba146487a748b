package io.memledger.replay;

import io.memledger.series.Metric;
import java.util.Arrays;

/** What one file, or one line, says: values that are put again each time it is sampled. */
final class Batch {
  private static final Metric[] METRICS = Metric.values();

  private Track[] who = new Track[4];
  private short[] metrics = new short[4];
  private double[] values = new double[4];
  private int size;

  void clear() {
    size = 0;
  }

  /**
   * Keeps a value.
   *
   * @param track null for the host
   */
  void add(Track track, Metric metric, double value) {
    if (size == values.length) {
      int capacity = size * 2;
      who = Arrays.copyOf(who, capacity);
      metrics = Arrays.copyOf(metrics, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    who[size] = track;
    metrics[size] = (short) metric.ordinal();
    values[size] = value;
    size++;
  }

  /** Puts every value into the segment's current snapshot. */
  void emit(Segment segment) {
    HostTrack host = segment.host();
    for (int i = 0; i < size; i++) {
      Metric metric = METRICS[metrics[i]];
      Track track = who[i];
      if (track == null) {
        host.add(metric, values[i], segment);
      } else {
        track.add(metric, values[i], segment);
      }
    }
  }

  /** A value of the host's; NaN if it is not here. */
  double host(Metric metric) {
    for (int i = 0; i < size; i++) {
      if (who[i] == null && metrics[i] == metric.ordinal()) {
        return values[i];
      }
    }
    return Double.NaN;
  }
}
