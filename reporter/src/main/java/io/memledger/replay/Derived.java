package io.memledger.replay;

import io.memledger.ledger.Partition;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.List;

/** Series computed from series at each snapshot: one list. */
final class Derived {
  /** Computes one value from the host's newest ones; NaN if it cannot. */
  private interface Formula {
    double of(double[] host);
  }

  private record Rule(Metric metric, Formula formula) {}

  private static final List<Rule> ALL =
      List.of(
          new Rule(Metric.AVAILABLE, Derived::available),
          new Rule(Metric.USED, Derived::used),
          new Rule(Metric.DYING_CGROUPS, Derived::dyingCgroups),
          new Rule(Metric.SWAP_USED, h -> at(h, Metric.SWAP_TOTAL) - at(h, Metric.SWAP_FREE)));

  /** The collector reads no more cgroups than this. */
  private static final double MOST_FOLDERS = 500;

  private Derived() {}

  /**
   * Puts what follows from a snapshot that has meminfo.
   *
   * @param host the host's newest values by {@link Metric#ordinal()}, NaN where never captured;
   *     what is computed is written into it too
   * @param slabs bytes of all slab caches in this snapshot; NaN if slabinfo was not sampled
   * @param whole whether meminfo has all fields it had before; the lines of a cut one are a gap
   * @param vmapStack whether thread stacks are taken from vmalloc
   */
  static void put(double[] host, double slabs, boolean whole, boolean vmapStack, Segment segment) {
    for (Rule rule : ALL) {
      put(rule.metric(), rule.formula().of(host), host, segment);
    }
    put(Metric.LARGE_KMALLOC, at(host, Metric.SLAB) - slabs, host, segment);
    double[] lines = Partition.lines(host, vmapStack);
    if (lines != null && whole) {
      for (Category line : Category.values()) {
        put(Metric.ofLine(line), lines[line.ordinal()], host, segment);
      }
    }
  }

  private static void put(Metric metric, double value, double[] host, Segment segment) {
    if (!Double.isNaN(value)) {
      host[metric.ordinal()] = value;
      segment.host().of(metric).add(value, segment.grid());
    }
  }

  /**
   * MemAvailable; before 3.14 the kernel's formula over meminfo and zoneinfo, else that of procps
   * with min_free_kbytes (KERNEL 3).
   */
  private static double available(double[] host) {
    double kernels = at(host, Metric.MEM_AVAILABLE);
    if (!Double.isNaN(kernels)) {
      return kernels;
    }
    double free = at(host, Metric.MEM_FREE);
    double file = at(host, Metric.ACTIVE_FILE) + at(host, Metric.INACTIVE_FILE);
    double reclaimable = at(host, Metric.K_RECLAIMABLE);
    if (Double.isNaN(reclaimable)) {
      reclaimable = at(host, Metric.S_RECLAIMABLE);
    }
    if (Double.isNaN(file + reclaimable)) {
      return free;
    }
    double reserve = at(host, Metric.TOTAL_RESERVE);
    double low = at(host, Metric.WATERMARK_LOW);
    if (Double.isNaN(reserve + low)) {
      low = at(host, Metric.MIN_FREE) * 5 / 4;
      low = Double.isNaN(low) ? 0 : low;
      reserve = low;
    }
    double sum = free - reserve + beyond(file, low) + beyond(reclaimable, low);
    return Math.max(0, sum);
  }

  private static double beyond(double pages, double low) {
    return pages - Math.min(pages / 2, low);
  }

  private static double used(double[] host) {
    double pcp = at(host, Metric.PCP_FREE);
    return at(host, Metric.MEM_TOTAL) - at(host, Metric.AVAILABLE) - (Double.isNaN(pcp) ? 0 : pcp);
  }

  /**
   * Of version 1, the cgroups that the kernel counts less the folders seen; where the collector
   * left folders out it is not known. Version 2 counts them itself.
   */
  private static double dyingCgroups(double[] host) {
    double folders = at(host, Metric.CGROUP_FOLDERS);
    if (Double.isNaN(folders)) {
      return at(host, Metric.DYING_DESCENDANTS);
    }
    return folders >= MOST_FOLDERS
        ? Double.NaN
        : Math.max(0, at(host, Metric.MEMORY_CGROUPS) - folders);
  }

  private static double at(double[] host, Metric metric) {
    return host[metric.ordinal()];
  }
}
