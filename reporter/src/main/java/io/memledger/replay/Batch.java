package io.memledger.replay;

import io.memledger.series.Metric;
import io.memledger.source.Rank;
import java.util.Arrays;

/** What one file, or one line, says: values that are put again each time it is sampled. */
final class Batch {
  private static final Metric[] METRICS = Metric.values();

  /** What one line of stat leads to: five metrics, of which four go to the group too. */
  private static final int FIRST_CAPACITY = 9;

  /**
   * Values that one file may say: 150,000 processes, the most that are kept, lead to nine each. A
   * file of 60 MiB that repeats one short line would fill the heap with them.
   */
  private static final int MOST = 150_000 * FIRST_CAPACITY;

  private static final Series[] NO_SERIES = new Series[0];
  private static final short[] NO_SLOTS = new short[0];
  private static final double[] NO_VALUES = new double[0];
  private static final SubjectRecorder[] NOBODY = new SubjectRecorder[0];

  private Series[] series = NO_SERIES;
  private short[] hostSlots = NO_SLOTS;
  private double[] values = NO_VALUES;
  private int size;
  private SubjectRecorder[] recorders = NOBODY;
  private int recorderCount;

  void clear() {
    size = 0;
    recorderCount = 0;
  }

  /** Whether nothing more that the file says can be kept. */
  boolean isFull() {
    return size >= MOST || recorderCount >= MOST;
  }

  /** The subject was seen. */
  void saw(SubjectRecorder recorder) {
    if (recorderCount > 0 && recorders[recorderCount - 1] == recorder) {
      return;
    }
    if (recorderCount == recorders.length) {
      recorders = Arrays.copyOf(recorders, Math.max(1, recorderCount * 2));
    }
    recorders[recorderCount++] = recorder;
  }

  void add(Series one, double value) {
    grow();
    series[size] = one;
    values[size] = value;
    size++;
  }

  /** Keeps a value of the host's, whose segment may not be known yet. */
  void addHost(Metric metric, Rank rank, double value) {
    grow();
    if (hostSlots.length <= size) {
      hostSlots = Arrays.copyOf(hostSlots, values.length);
    }
    series[size] = null;
    hostSlots[size] = (short) HostRecorder.slot(metric, rank);
    values[size] = value;
    size++;
  }

  private void grow() {
    if (size == values.length) {
      int capacity = Math.max(FIRST_CAPACITY, size * 2);
      series = Arrays.copyOf(series, capacity);
      values = Arrays.copyOf(values, capacity);
    }
  }

  /** Puts every value into the segment's current snapshot. */
  void emit(Segment segment) {
    Grid grid = segment.grid();
    for (int i = 0; i < size; i++) {
      series(i, segment).add(values[i], grid);
    }
  }

  /** Adds every value to the totals of its file. */
  void addTo(Totals totals, Segment segment) {
    for (int i = 0; i < size; i++) {
      totals.add(series(i, segment), values[i]);
    }
  }

  /** Takes every value out of the totals of its file again. */
  void removeFrom(Totals totals) {
    for (int i = 0; i < size; i++) {
      totals.remove(series[i], values[i]);
    }
  }

  private Series series(int i, Segment segment) {
    if (series[i] == null) {
      series[i] = segment.host().of(metric(i), hostSlots[i]);
    }
    return series[i];
  }

  private Metric metric(int i) {
    return METRICS[hostSlots[i] % METRICS.length];
  }

  /** Its subjects were seen in a snapshot. */
  void markSeen(int tick) {
    for (int i = 0; i < recorderCount; i++) {
      recorders[i].seen(tick);
    }
  }

  /** A value in a file that holds only the host's; NaN if it is not here. */
  double host(Metric metric) {
    for (int i = 0; i < size; i++) {
      Series one = series[i];
      Metric held = one == null ? metric(i) : one.metric();
      if (held == metric) {
        return values[i];
      }
    }
    return Double.NaN;
  }
}
