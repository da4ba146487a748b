package io.memledger.replay;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.source.Rank;
import java.util.Arrays;

/**
 * One series while it is recorded. Values put in one snapshot add up; then they go into the block
 * of the grid that is open. As long as a series never changes, it keeps no values but the first.
 */
final class Series {
  private static final int FIRST_CAPACITY = 4;

  private final Metric metric;
  private final Rank rank;
  private int level;
  private int blocks;
  private int[] indexes;
  private int[] counts;
  private double[] timeSums;
  private double[] sums;
  private double[] mins;
  private double[] maxs;
  private int openIndex;
  private int openCount;
  private double openTimes;
  private double openSum;
  private double openMin;
  private double openMax;
  private boolean changed;
  private double firstTime;
  private double firstValue;
  private int tick;
  private double pending;
  private double pendingTime;
  private boolean retired;
  private Totals owner;
  private int place;

  Series(Metric metric) {
    this(metric, Rank.FIRST);
  }

  /**
   * @param rank of the file that tells it
   */
  Series(Metric metric, Rank rank) {
    this.metric = metric;
    this.rank = rank;
  }

  /** Adds a value in the grid's current snapshot. */
  void add(double value, Grid grid) {
    int now = grid.tick();
    if (tick == now) {
      pending += value;
      return;
    }
    if (retired) {
      return;
    }
    if (tick != 0) {
      commit(grid);
    }
    tick = now;
    pending = value;
    pendingTime = grid.time();
  }

  /** Sum of what was put in snapshot {@code now}; NaN if nothing was. */
  double at(int now) {
    return tick == now ? pending : Double.NaN;
  }

  /** Takes what the last snapshot put into its block. */
  private void commit(Grid grid) {
    double value = pending;
    if (level != grid.level()) {
      rescale(grid.level());
    }
    int index = grid.indexOf(pendingTime);
    if (openCount > 0 && openIndex == index) {
      openCount++;
      openTimes += pendingTime;
      openSum += value;
      openMin = Math.min(openMin, value);
      openMax = Math.max(openMax, value);
    } else {
      if (openCount > 0) {
        close();
      } else if (blocks == 0) {
        firstTime = pendingTime;
        firstValue = value;
      }
      openIndex = index;
      openCount = 1;
      openTimes = pendingTime;
      openSum = value;
      openMin = value;
      openMax = value;
    }
    changed |= value != firstValue;
  }

  private void close() {
    if (indexes == null) {
      indexes = new int[FIRST_CAPACITY];
      counts = new int[FIRST_CAPACITY];
      timeSums = new double[FIRST_CAPACITY];
    } else if (blocks == indexes.length) {
      int capacity = Math.min(blocks * 2, Grid.MOST_BLOCKS + 1);
      indexes = Arrays.copyOf(indexes, capacity);
      counts = Arrays.copyOf(counts, capacity);
      timeSums = Arrays.copyOf(timeSums, capacity);
    }
    if (changed) {
      spread();
      sums[blocks] = openSum;
      mins[blocks] = openMin;
      maxs[blocks] = openMax;
    }
    indexes[blocks] = openIndex;
    counts[blocks] = openCount;
    timeSums[blocks] = openTimes;
    blocks++;
  }

  /** Makes room for values, and fills in those of the time when the series did not change. */
  private void spread() {
    int filled = sums == null ? 0 : sums.length;
    if (filled >= indexes.length) {
      return;
    }
    boolean constant = sums == null;
    sums = constant ? new double[indexes.length] : Arrays.copyOf(sums, indexes.length);
    mins = constant ? new double[indexes.length] : Arrays.copyOf(mins, indexes.length);
    maxs = constant ? new double[indexes.length] : Arrays.copyOf(maxs, indexes.length);
    for (int i = 0; constant && i < blocks; i++) {
      sums[i] = firstValue * counts[i];
      mins[i] = firstValue;
      maxs[i] = firstValue;
    }
  }

  private void rescale(int to) {
    int shift = to - level;
    level = to;
    openIndex >>= shift;
    int kept = 0;
    for (int i = 0; i < blocks; i++) {
      int index = indexes[i] >> shift;
      if (kept > 0 && indexes[kept - 1] == index) {
        merge(kept - 1, i);
      } else {
        move(kept, i, index);
        kept++;
      }
    }
    blocks = kept;
    if (openCount > 0 && blocks > 0 && indexes[blocks - 1] == openIndex) {
      reopen();
    }
  }

  /** The last closed block and the open one have become the same. */
  private void reopen() {
    blocks--;
    openCount += counts[blocks];
    openTimes += timeSums[blocks];
    openSum += sums == null ? firstValue * counts[blocks] : sums[blocks];
    openMin = Math.min(openMin, sums == null ? firstValue : mins[blocks]);
    openMax = Math.max(openMax, sums == null ? firstValue : maxs[blocks]);
  }

  private void merge(int into, int from) {
    counts[into] += counts[from];
    timeSums[into] += timeSums[from];
    if (sums != null) {
      sums[into] += sums[from];
      mins[into] = Math.min(mins[into], mins[from]);
      maxs[into] = Math.max(maxs[into], maxs[from]);
    }
  }

  private void move(int to, int from, int index) {
    indexes[to] = index;
    counts[to] = counts[from];
    timeSums[to] = timeSums[from];
    if (sums != null) {
      sums[to] = sums[from];
      mins[to] = mins[from];
      maxs[to] = maxs[from];
    }
  }

  /** The finished series; nothing can be added to it any more. */
  TimeSeries finish(Subject subject, Grid grid) {
    commit(grid);
    int n = blocks + 1;
    double[] times = new double[n];
    double[] means = new double[n];
    double[] lows = new double[n];
    double[] highs = new double[n];
    int[] numbers = new int[n];
    for (int i = 0; i < blocks; i++) {
      numbers[i] = counts[i];
      times[i] = timeSums[i] / counts[i];
      boolean constant = sums == null;
      means[i] = constant ? firstValue : sums[i] / counts[i];
      lows[i] = constant ? firstValue : mins[i];
      highs[i] = constant ? firstValue : maxs[i];
    }
    numbers[blocks] = openCount;
    times[blocks] = openTimes / openCount;
    means[blocks] = openSum / openCount;
    lows[blocks] = openMin;
    highs[blocks] = openMax;
    return new TimeSeries(
        metric,
        subject,
        times,
        means,
        lows,
        highs,
        numbers,
        new TimeSeries.Sample(firstTime, firstValue),
        new TimeSeries.Sample(pendingTime, pending));
  }

  /** The totals that it stands in keep its place here; false if others do already. */
  boolean claim(Totals totals, int at) {
    if (owner != null && owner != totals) {
      return false;
    }
    owner = totals;
    place = at;
    return true;
  }

  void release(Totals totals) {
    if (owner == totals) {
      owner = null;
    }
  }

  /** Its place in these totals; -1 if they keep it themselves. */
  int placeIn(Totals totals) {
    return owner == totals ? place : -1;
  }

  /** Lets its blocks go; what is put from now on is lost. */
  void retire() {
    retired = true;
    indexes = null;
    counts = null;
    timeSums = null;
    sums = null;
    mins = null;
    maxs = null;
    blocks = 0;
  }

  Metric metric() {
    return metric;
  }

  Rank rank() {
    return rank;
  }

  /** True if it holds a sample. */
  boolean begun() {
    return tick != 0;
  }

  /** First value; only if it holds a sample. */
  double firstValue() {
    return openCount == 0 ? pending : firstValue;
  }

  /** Newest value; only if it holds a sample. */
  double lastValue() {
    return pending;
  }

  /** Bytes of heap, about. */
  int weight() {
    int blockBytes = indexes == null ? 0 : indexes.length * 16;
    int valueBytes = sums == null ? 0 : sums.length * 24;
    return 160 + blockBytes + valueBytes;
  }
}
