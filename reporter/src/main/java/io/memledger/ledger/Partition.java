package io.memledger.ledger;

import io.memledger.series.Category;
import io.memledger.series.Metric;

/**
 * The partition of MemTotal at one moment: every byte on exactly one line, what no counter names as
 * the remainder (KERNEL 2). A line of which nothing was captured is absent; the remainder then
 * holds it, and is called so: not itemised.
 */
public final class Partition {
  private Partition() {}

  /**
   * Lines of the ledger in bytes, by {@link Category#ordinal()}, NaN for one of which nothing is
   * known. Where MemTotal and MemFree are there, those that are known sum to MemTotal exactly; else
   * there is no remainder. It may be negative by what kernels count twice.
   *
   * @param host the host's values by {@link Metric#ordinal()}, NaN where absent
   * @param vmapStack whether thread stacks are taken from vmalloc (CONFIG_VMAP_STACK)
   */
  public static double[] lines(double[] host, boolean vmapStack) {
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
    for (Category line : Category.values()) {
      if (KnownLines.has(host, line)) {
        named += lines[line.ordinal()];
      } else {
        set(lines, line, Double.NaN);
      }
    }
    boolean whole = has(host, Metric.MEM_TOTAL) && has(host, Metric.MEM_FREE);
    boolean itemised = KnownLines.isItemised(host);
    double rest = whole ? at(host, Metric.MEM_TOTAL) - named : Double.NaN;
    set(lines, itemised ? Category.UNACCOUNTED : Category.NOT_ITEMISED, rest);
    return lines;
  }

  /**
   * Each user page once: the LRU lists, or the counters by type where a kernel has no split LRU.
   */
  private static double userPages(double[] host) {
    double isolated = at(host, Metric.NR_ISOLATED);
    if (KnownLines.hasLists(host)) {
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
    set(lines, Category.SLAB_RECLAIMABLE, half(host, Metric.S_RECLAIMABLE, Metric.S_UNRECLAIM));
    set(lines, Category.SLAB_UNRECLAIMABLE, half(host, Metric.S_UNRECLAIM, Metric.S_RECLAIMABLE));
  }

  /** One half of slab, from the whole where it is not told by itself. */
  private static double half(double[] host, Metric one, Metric other) {
    return has(host, one) ? at(host, one) : at(host, Metric.SLAB) - at(host, other);
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
