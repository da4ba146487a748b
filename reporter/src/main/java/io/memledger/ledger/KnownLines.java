package io.memledger.ledger;

import io.memledger.series.Category;
import io.memledger.series.Metric;

/**
 * Of which lines of the ledger a moment tells anything: a line whose counters are absent is not
 * known, which is not the same as held (KERNEL 2).
 */
public final class KnownLines {
  private KnownLines() {}

  /**
   * @param host the host's values by {@link Metric#ordinal()}, NaN where absent
   */
  static boolean has(double[] host, Category line) {
    return switch (line) {
      case FREE -> has(host, Metric.MEM_FREE);
      case PAGE_CACHE -> hasLists(host) ? has(host, Metric.ANON_PAGES) : has(host, Metric.CACHED);
      case ANONYMOUS -> has(host, Metric.ANON_PAGES);
      case SHMEM -> has(host, Metric.SHMEM);
      case SLAB_RECLAIMABLE -> hasHalf(host, Metric.S_RECLAIMABLE, Metric.S_UNRECLAIM);
      case SLAB_UNRECLAIMABLE -> hasHalf(host, Metric.S_UNRECLAIM, Metric.S_RECLAIMABLE);
      case KERNEL_STACK -> has(host, Metric.KERNEL_STACK);
      case PAGE_TABLES -> has(host, Metric.PAGE_TABLES);
      case VMALLOC ->
          has(host, Metric.VMALLOC_BYTES)
              || host[Metric.VMALLOC_USED.ordinal()] > 0 && has(host, Metric.PERCPU);
      case PERCPU -> has(host, Metric.PERCPU);
      case HUGETLB ->
          has(host, Metric.HUGETLB)
              || has(host, Metric.HUGE_PAGES_TOTAL) && has(host, Metric.HUGEPAGESIZE);
      case ZRAM_ZSWAP ->
          has(host, Metric.NR_ZSPAGES) || has(host, Metric.ZSWAP) || has(host, Metric.ZRAM_USED);
      case OTHER_KERNEL ->
          has(host, Metric.BOUNCE)
              || has(host, Metric.WRITEBACK_TMP)
              || has(host, Metric.K_RECLAIMABLE);
      case UNACCOUNTED, NOT_ITEMISED -> false;
    };
  }

  /**
   * Whether every line that may hold much of a machine was captured, so that the rest is what no
   * counter names. Else it is whatever the archive leaves out.
   */
  public static boolean isItemised(double[] host) {
    boolean files = hasLists(host) || has(host, Metric.CACHED) && has(host, Metric.BUFFERS);
    boolean slab = has(host, Category.SLAB_RECLAIMABLE) && has(host, Category.SLAB_UNRECLAIMABLE);
    return files
        && slab
        && has(host, Metric.MEM_TOTAL)
        && has(host, Metric.MEM_FREE)
        && has(host, Metric.ANON_PAGES)
        && has(host, Metric.PAGE_TABLES)
        && has(host, Metric.KERNEL_STACK);
  }

  /** Whether all lists of user pages are there (since 2.6.28), so that each page is on one. */
  static boolean hasLists(double[] host) {
    return has(host, Metric.ACTIVE_FILE)
        && has(host, Metric.INACTIVE_FILE)
        && has(host, Metric.ACTIVE_ANON)
        && has(host, Metric.INACTIVE_ANON)
        && has(host, Metric.UNEVICTABLE);
  }

  /**
   * Pages of programs and files together: each is on one list. NaN where no lists are there.
   *
   * @param host the host's values by {@link Metric#ordinal()}, NaN where absent
   */
  public static double userPages(double[] host) {
    double lists = host[Metric.ACTIVE.ordinal()] + host[Metric.INACTIVE.ordinal()];
    if (Double.isNaN(lists)) {
      lists =
          host[Metric.ACTIVE_ANON.ordinal()]
              + host[Metric.INACTIVE_ANON.ordinal()]
              + host[Metric.ACTIVE_FILE.ordinal()]
              + host[Metric.INACTIVE_FILE.ordinal()];
    }
    // sar prints the two without the third, which is small but where programs lock memory.
    double locked = host[Metric.UNEVICTABLE.ordinal()];
    return lists + (Double.isNaN(locked) ? 0 : locked);
  }

  private static boolean hasHalf(double[] host, Metric one, Metric other) {
    return has(host, one) || has(host, Metric.SLAB) && has(host, other);
  }

  private static boolean has(double[] host, Metric metric) {
    return !Double.isNaN(host[metric.ordinal()]);
  }
}
