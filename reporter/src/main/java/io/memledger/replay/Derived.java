package io.memledger.replay;

import io.memledger.ledger.KnownLines;
import io.memledger.ledger.Partition;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
          new Rule(Metric.ARC_YIELDS, Derived::arcYields),
          new Rule(Metric.USED, Derived::used),
          new Rule(Metric.DYING_CGROUPS, Derived::dyingCgroups),
          new Rule(Metric.SWAP_USED, h -> at(h, Metric.SWAP_TOTAL) - at(h, Metric.SWAP_FREE)));

  /** Lines that are no pages of programs or files. */
  private static final Set<Category> KERNEL =
      EnumSet.complementOf(
          EnumSet.of(
              Category.FREE,
              Category.PAGE_CACHE,
              Category.ANONYMOUS,
              Category.SHMEM,
              Category.UNACCOUNTED,
              Category.NOT_ITEMISED));

  /** The collector reads no more cgroups than this. */
  private static final double MOST_FOLDERS = 500;

  /** The minimum that ZFS sets itself where nobody else does: a 32nd of memory (OpenZFS, arc.c). */
  private static final double ARC_MIN_SHARE = 32;

  private Derived() {}

  /**
   * Puts what follows from a snapshot that has meminfo with free or available memory.
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
    if (whole) {
      for (Category line : Category.values()) {
        put(Metric.ofLine(line), lines[line.ordinal()], host, segment);
      }
      put(Metric.OFF_LISTS, offLists(host), host, segment);
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
   * with min_free_kbytes (KERNEL 3). What a kernel does not split from slab counts as used; NaN
   * where file cache is not known, since all of it would.
   */
  private static double available(double[] host) {
    double kernels = at(host, Metric.MEM_AVAILABLE);
    if (!Double.isNaN(kernels)) {
      return kernels;
    }
    double file = fileCache(host);
    double reclaimable = at(host, Metric.K_RECLAIMABLE);
    if (Double.isNaN(reclaimable)) {
      reclaimable = or0(at(host, Metric.S_RECLAIMABLE));
    }
    double reserve = at(host, Metric.TOTAL_RESERVE);
    double low = at(host, Metric.WATERMARK_LOW);
    if (Double.isNaN(reserve + low)) {
      low = or0(at(host, Metric.MIN_FREE) * 5 / 4);
      reserve = low;
    }
    double free = at(host, Metric.MEM_FREE);
    double sum = free - reserve + beyond(file, low) + beyond(reclaimable, low);
    return Double.isNaN(sum) ? Double.NaN : Math.max(0, sum);
  }

  /** Both lists of file pages; before 2.6.28 has them, what is cached and not shared memory. */
  private static double fileCache(double[] host) {
    double lists = at(host, Metric.ACTIVE_FILE) + at(host, Metric.INACTIVE_FILE);
    if (!Double.isNaN(lists)) {
      return lists;
    }
    double cached =
        at(host, Metric.CACHED) + or0(at(host, Metric.BUFFERS)) - or0(at(host, Metric.SHMEM));
    return Double.isNaN(cached) ? cached : Math.max(0, cached);
  }

  private static double or0(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static double beyond(double pages, double low) {
    return pages - Math.min(pages / 2, low);
  }

  /** Less what ZFS gives back, which MemAvailable does not count (KERNEL 3). */
  private static double used(double[] host) {
    double back = or0(at(host, Metric.PCP_FREE)) + or0(at(host, Metric.ARC_YIELDS));
    return at(host, Metric.MEM_TOTAL) - at(host, Metric.AVAILABLE) - back;
  }

  /** Above its minimum, up to its maximum: what it holds beyond that is pinned. */
  private static double arcYields(double[] host) {
    double size = at(host, Metric.ARC_SIZE);
    double least = at(host, Metric.ARC_MIN);
    if (Double.isNaN(least)) {
      least = at(host, Metric.MEM_TOTAL) / ARC_MIN_SHARE;
    }
    double most = at(host, Metric.ARC_MAX);
    double held = most > 0 ? Math.min(size, most) : size;
    return Double.isNaN(held) ? Double.NaN : Math.max(0, held - least);
  }

  /**
   * What the kernel holds, where its lines are not all there: what is on no list of user pages and
   * on none of the lines that are there.
   */
  private static double offLists(double[] host) {
    if (KnownLines.isItemised(host)) {
      return Double.NaN;
    }
    double known = 0;
    for (Category line : KERNEL) {
      known += or0(at(host, Metric.ofLine(line)));
    }
    return at(host, Metric.MEM_TOTAL)
        - at(host, Metric.MEM_FREE)
        - KnownLines.userPages(host)
        - known;
  }

  /**
   * Of version 1, the cgroups that the kernel counts less the folders seen; where the collector
   * left folders out it is not known, and where none was captured, as many as other controllers
   * count are alive. Version 2 counts them itself.
   */
  private static double dyingCgroups(double[] host) {
    double folders = at(host, Metric.CGROUP_FOLDERS);
    if (Double.isNaN(folders)) {
      double told = at(host, Metric.DYING_DESCENDANTS);
      double more = at(host, Metric.MEMORY_CGROUPS) - at(host, Metric.OTHER_CGROUPS);
      return Double.isNaN(told) && !Double.isNaN(more) ? Math.max(0, more) : told;
    }
    return folders >= MOST_FOLDERS
        ? Double.NaN
        : Math.max(0, at(host, Metric.MEMORY_CGROUPS) - folders);
  }

  private static double at(double[] host, Metric metric) {
    return host[metric.ordinal()];
  }
}
