package io.memledger.ledger;

import io.memledger.series.Category;
import io.memledger.series.Metric;

/**
 * The partition of MemTotal at one moment: every byte on exactly one line, what no counter names as
 * the remainder (KERNEL 2). Fields that a kernel lacks count as 0 here, so that the remainder then
 * holds them.
 */
public final class Partition {
  private Partition() {}

  /**
   * Lines of the ledger in bytes, by {@link Category#ordinal()}; they sum to MemTotal exactly. The
   * remainder may be negative by what kernels count twice.
   *
   * @param host the host's values by {@link Metric#ordinal()}, NaN where absent; MemTotal and
   *     MemFree are needed
   * @param vmapStack whether thread stacks are taken from vmalloc (CONFIG_VMAP_STACK)
   * @return null if MemTotal or MemFree is absent
   */
  public static double[] lines(double[] host, boolean vmapStack) {
    if (!has(host, Metric.MEM_TOTAL) || !has(host, Metric.MEM_FREE)) {
      return null;
    }
    double[] lines = new double[Category.values().length];
    // Pages on per-CPU lists are free, though MemFree leaves them out.
    set(lines, Category.FREE, at(host, Metric.MEM_FREE) + at(host, Metric.PCP_FREE));
    double shmem = at(host, Metric.SHMEM);
    double anonymous = at(host, Metric.ANON_PAGES);
    set(lines, Category.SHMEM, shmem);
    set(lines, Category.ANONYMOUS, anonymous);
    set(lines, Category.PAGE_CACHE, userPages(host) - anonymous - shmem);
    slab(lines, host);
    stacksAndVmalloc(lines, host, vmapStack);
    set(
        lines,
        Category.PAGE_TABLES,
        at(host, Metric.PAGE_TABLES) + at(host, Metric.SEC_PAGE_TABLES));
    set(lines, Category.PERCPU, at(host, Metric.PERCPU));
    set(lines, Category.HUGETLB, hugetlb(host));
    set(lines, Category.ZRAM_ZSWAP, compressed(host));
    set(
        lines,
        Category.OTHER_KERNEL,
        at(host, Metric.BOUNCE)
            + at(host, Metric.WRITEBACK_TMP)
            + at(host, Metric.HARDWARE_CORRUPTED)
            + at(host, Metric.QUICKLISTS)
            + at(host, Metric.GPU_ACTIVE)
            + at(host, Metric.GPU_RECLAIM)
            + miscReclaimable(host));
    double named = 0;
    for (double line : lines) {
      named += line;
    }
    set(lines, Category.UNACCOUNTED, at(host, Metric.MEM_TOTAL) - named);
    return lines;
  }

  /**
   * Each user page once: the LRU lists, or the counters by type where a kernel has no split LRU.
   */
  private static double userPages(double[] host) {
    double isolated = at(host, Metric.NR_ISOLATED);
    if (has(host, Metric.ACTIVE_FILE) && has(host, Metric.ACTIVE_ANON)) {
      return at(host, Metric.ACTIVE_ANON)
          + at(host, Metric.INACTIVE_ANON)
          + at(host, Metric.ACTIVE_FILE)
          + at(host, Metric.INACTIVE_FILE)
          + at(host, Metric.UNEVICTABLE)
          + isolated;
    }
    return at(host, Metric.CACHED)
        + at(host, Metric.BUFFERS)
        + at(host, Metric.SWAP_CACHED)
        + at(host, Metric.ANON_PAGES);
  }

  private static void slab(double[] lines, double[] host) {
    double reclaimable = at(host, Metric.S_RECLAIMABLE);
    double slab = at(host, Metric.SLAB);
    // Before 2.6.19 Slab has no split: all of it stands on the line that reclaim cannot take.
    double unreclaimable =
        has(host, Metric.S_UNRECLAIM) ? at(host, Metric.S_UNRECLAIM) : slab - reclaimable;
    set(lines, Category.SLAB_RECLAIMABLE, reclaimable);
    set(lines, Category.SLAB_UNRECLAIMABLE, unreclaimable);
  }

  /**
   * VmallocUsed has three meanings: address space before 4.4, constant 0 until 5.2, pages since
   * 5.3. Percpu came with 4.19, so a VmallocUsed above 0 beside Percpu counts pages.
   */
  private static void stacksAndVmalloc(double[] lines, double[] host, boolean vmapStack) {
    double stacks = at(host, Metric.KERNEL_STACK);
    double shadow = at(host, Metric.SHADOW_CALL_STACK);
    double used = at(host, Metric.VMALLOC_USED);
    boolean pages = used > 0 && has(host, Metric.PERCPU);
    double vmalloc = pages ? used : at(host, Metric.VMALLOC_BYTES);
    double within = pages ? stacks + shadow : at(host, Metric.VMALLOC_STACK_BYTES);
    if (vmapStack && vmalloc >= within) {
      vmalloc -= within;
    }
    set(lines, Category.KERNEL_STACK, stacks + shadow);
    set(lines, Category.VMALLOC, vmalloc);
  }

  private static double hugetlb(double[] host) {
    if (has(host, Metric.HUGETLB)) {
      return at(host, Metric.HUGETLB);
    }
    return at(host, Metric.HUGE_PAGES_TOTAL) * at(host, Metric.HUGEPAGESIZE);
  }

  /** Compressed pools: zsmalloc pages where counted, else what zswap and zram say of themselves. */
  private static double compressed(double[] host) {
    double zswap = at(host, Metric.ZSWAP);
    if (has(host, Metric.NR_ZSPAGES)) {
      return Math.max(at(host, Metric.NR_ZSPAGES), zswap);
    }
    return zswap + at(host, Metric.ZRAM_USED);
  }

  /** Reclaimable kernel pages outside slab (KReclaimable since 4.20). */
  private static double miscReclaimable(double[] host) {
    if (!has(host, Metric.K_RECLAIMABLE) || !has(host, Metric.S_RECLAIMABLE)) {
      return 0;
    }
    return Math.max(0, at(host, Metric.K_RECLAIMABLE) - at(host, Metric.S_RECLAIMABLE));
  }

  private static void set(double[] lines, Category line, double bytes) {
    lines[line.ordinal()] = bytes;
  }

  private static boolean has(double[] host, Metric metric) {
    return !Double.isNaN(host[metric.ordinal()]);
  }

  private static double at(double[] host, Metric metric) {
    double value = host[metric.ordinal()];
    return Double.isNaN(value) ? 0 : value;
  }
}
