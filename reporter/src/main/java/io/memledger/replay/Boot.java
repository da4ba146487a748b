package io.memledger.replay;

import io.memledger.series.Metric;
import io.memledger.series.Moment;
import io.memledger.series.VmapStack;
import java.util.Arrays;

/** One boot's recording in progress: its series, the host's newest values, the two moments. */
final class Boot {
  private static final int METRICS = Metric.values().length;
  private static final Metric[] OF_MEMINFO =
      Arrays.stream(Metric.values()).filter(Metric::isOfMeminfo).toArray(Metric[]::new);

  private final Segment segment;
  private final Moments moments = new Moments();
  private final double[] newest = new double[METRICS];
  private final boolean[] had = new boolean[METRICS];
  private final long start;
  private final int number;
  private boolean vmapStack;
  private boolean decided;
  private String bootId;

  /**
   * @param start stamp of its first snapshot, milliseconds
   * @param number of reboots before it in the archive
   */
  Boot(long start, int number, int maxSeries) {
    this.start = start;
    this.number = number;
    segment = new Segment(maxSeries);
    Arrays.fill(newest, Double.NaN);
  }

  /** Ends a snapshot that all its files were put into. */
  void endSnapshot(String kernel, String machine) {
    HostRecorder host = segment.host();
    for (Metric metric : host.told()) {
      double value = host.at(metric, segment.grid().tick());
      if (!Double.isNaN(value)) {
        newest[metric.ordinal()] = value;
      }
    }
    if (!hasAny(host)) {
      return;
    }
    boolean whole = forgetAbsent(host);
    decide(kernel, machine);
    double slabs = segment.allSlabs().at(segment.grid().tick());
    Derived.put(newest, slabs, whole, vmapStack, segment);
    boolean known = has(host, Metric.MEM_FREE) || has(host, Metric.MEM_AVAILABLE);
    if (has(host, Metric.MEM_TOTAL) && known) {
      moments.take(
          segment.grid().time(),
          has(host, Metric.PGFAULT) || has(host, Metric.PGPGIN),
          has(host, Metric.WATERMARK_LOW),
          newest);
    }
  }

  /** Whether this snapshot tells anything that others follow from. */
  private boolean hasAny(HostRecorder host) {
    for (Metric metric : OF_MEMINFO) {
      if (has(host, metric)) {
        return true;
      }
    }
    return has(host, Metric.MEMORY_CGROUPS);
  }

  /**
   * What this meminfo lacks is not known now: it is a gap, not the value before.
   *
   * @return whether it has all that earlier ones had, MemAvailable aside, which may be unreadable
   */
  private boolean forgetAbsent(HostRecorder host) {
    boolean whole = true;
    for (Metric metric : OF_MEMINFO) {
      int i = metric.ordinal();
      boolean has = has(host, metric);
      whole &= has || !had[i] || metric == Metric.MEM_AVAILABLE;
      had[i] |= has;
      newest[i] = has ? newest[i] : Double.NaN;
    }
    return whole;
  }

  /** Once vmallocinfo was seen it is final; lines computed on another assumption begin anew. */
  private void decide(String kernel, String machine) {
    double vmalloc = newest[Metric.VMALLOC_BYTES.ordinal()];
    if (decided) {
      return;
    }
    boolean yes =
        VmapStack.decide(vmalloc, newest[Metric.VMALLOC_STACK_BYTES.ordinal()], kernel, machine);
    decided = vmalloc > 0;
    if (yes != vmapStack) {
      segment.host().forget(Metric.LEDGER_VMALLOC);
      segment.host().forget(Metric.LEDGER_UNACCOUNTED);
      vmapStack = yes;
    }
  }

  private boolean has(HostRecorder host, Metric metric) {
    return !Double.isNaN(host.at(metric, segment.grid().tick()));
  }

  Segment segment() {
    return segment;
  }

  double newest(Metric metric) {
    return newest[metric.ordinal()];
  }

  /** Seconds from its first to its newest snapshot. */
  double span() {
    return segment.grid().time();
  }

  int snapshots() {
    return segment.grid().tick();
  }

  long start() {
    return start;
  }

  /** Null if it was never captured. */
  String bootId() {
    return bootId;
  }

  void bootId(String id) {
    bootId = id;
  }

  int number() {
    return number;
  }

  Moment first() {
    return moments.first(segment.host());
  }

  Moment last() {
    return moments.last();
  }
}
