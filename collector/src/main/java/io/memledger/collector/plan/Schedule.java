package io.memledger.collector.plan;

/** Says which rates are due in a snapshot. */
public final class Schedule {
  /** The process list may take this share of the interval on average. */
  private static final double PACED_SHARE = 0.0006;

  /** While the length is unknown, strides grow by one every so many snapshots. */
  private static final int RAMP = 8;

  private static final Rate[] RATES = Rate.values();

  private final long planned;
  private final long intervalNanos;
  private final boolean everything;
  private final long[] lastSampled = new long[RATES.length];
  private final boolean[] due = new boolean[RATES.length];
  private long pacedCostNanos;

  /**
   * @param planned how many snapshots the capture will hold, or -1
   * @param everything whether every source is due every time
   */
  public Schedule(long planned, long intervalNanos, boolean everything) {
    this.planned = planned;
    this.intervalNanos = intervalNanos;
    this.everything = everything;
  }

  /** Snapshots between two samplings of a rate, at snapshot number {@code index}. */
  public long stride(Rate rate, long index) {
    if (everything && rate.stride != Integer.MAX_VALUE) {
      return 1;
    }
    long stride = rate.stride;
    if (rate == Rate.PACED) {
      stride = Math.min(stride, 1 + (long) (pacedCostNanos / (intervalNanos * PACED_SHARE)));
    }
    long densest = planned < 0 ? 1 + index / RAMP : Math.max(1, planned / rate.wanted);
    return rate.stride == Integer.MAX_VALUE ? stride : Math.min(stride, densest);
  }

  /**
   * Settles what is due in a snapshot.
   *
   * @param end whether this is the first or last one, which hold everything
   */
  public void begin(long index, boolean end) {
    for (Rate rate : RATES) {
      int i = rate.ordinal();
      due[i] = end || rate == Rate.FIRST_SIGHT || index - lastSampled[i] >= stride(rate, index);
      if (due[i]) {
        lastSampled[i] = index;
      }
    }
  }

  public boolean isDue(Rate rate) {
    return due[rate.ordinal()];
  }

  /** Tells what the process list cost this time. */
  public void pacedCost(long nanos) {
    pacedCostNanos = pacedCostNanos == 0 ? nanos : (pacedCostNanos * 3 + nanos) / 4;
  }
}
