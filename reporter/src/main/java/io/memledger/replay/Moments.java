package io.memledger.replay;

import io.memledger.series.Metric;
import io.memledger.series.Moment;

/**
 * The ledger's two moments: the first and the last snapshot that have meminfo and, of vmstat and
 * zoneinfo, those that snapshots with meminfo regularly have, so that a cut-off one is not taken.
 */
final class Moments {
  private static final int VMSTAT = 1;
  private static final int ZONEINFO = 2;
  private static final int KINDS = 4;

  private final double[] firstTimes = new double[KINDS];
  private final double[] lastTimes = new double[KINDS];
  private final double[][] firsts = new double[KINDS][];
  private final double[][] lasts = new double[KINDS][];
  private final int[] counts = new int[KINDS];

  /**
   * Takes a snapshot with meminfo.
   *
   * @param values the host's newest values
   */
  void take(double time, boolean vmstat, boolean zoneinfo, double[] values) {
    int kind = (vmstat ? VMSTAT : 0) | (zoneinfo ? ZONEINFO : 0);
    if (firsts[kind] == null) {
      firsts[kind] = values.clone();
      firstTimes[kind] = time;
      lasts[kind] = new double[values.length];
    }
    System.arraycopy(values, 0, lasts[kind], 0, values.length);
    lastTimes[kind] = time;
    counts[kind]++;
  }

  /** Null if no snapshot has meminfo. */
  Moment first(HostRecorder host) {
    int kind = -1;
    for (int i = 0; i < KINDS; i++) {
      boolean usable = counts[i] > 0 && (i & regular()) == regular();
      if (usable && (kind < 0 || firstTimes[i] < firstTimes[kind])) {
        kind = i;
      }
    }
    if (kind < 0) {
      return null;
    }
    double[] values = firsts[kind].clone();
    // Slower sources came later: their first value is the nearest.
    for (Metric metric : Metric.values()) {
      Series series = host.series(metric);
      int i = metric.ordinal();
      if (Double.isNaN(values[i]) && series != null && series.begun() && isOfOtherSource(metric)) {
        values[i] = series.firstValue();
      }
    }
    return new Moment(firstTimes[kind], values);
  }

  /** Null if no snapshot has meminfo. */
  Moment last() {
    int kind = -1;
    for (int i = 0; i < KINDS; i++) {
      boolean usable = counts[i] > 0 && (i & regular()) == regular();
      if (usable && (kind < 0 || lastTimes[i] > lastTimes[kind])) {
        kind = i;
      }
    }
    return kind < 0 ? null : new Moment(lastTimes[kind], lasts[kind]);
  }

  private static boolean isOfOtherSource(Metric metric) {
    return !metric.isComputed() && !metric.isOfMeminfo();
  }

  /** Which of vmstat and zoneinfo at least half of the snapshots have. */
  private int regular() {
    int all = 0;
    int vmstat = 0;
    int zoneinfo = 0;
    int both = 0;
    for (int i = 0; i < KINDS; i++) {
      all += counts[i];
      vmstat += (i & VMSTAT) != 0 ? counts[i] : 0;
      zoneinfo += (i & ZONEINFO) != 0 ? counts[i] : 0;
      both += i == (VMSTAT | ZONEINFO) ? counts[i] : 0;
    }
    boolean wantVmstat = vmstat * 2 >= all && vmstat > 0;
    boolean wantZoneinfo = zoneinfo * 2 >= all && zoneinfo > 0;
    if (wantVmstat && wantZoneinfo) {
      return both > 0 ? VMSTAT | ZONEINFO : VMSTAT;
    }
    return (wantVmstat ? VMSTAT : 0) | (wantZoneinfo ? ZONEINFO : 0);
  }
}
