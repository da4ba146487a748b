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
  public static boolean has(double[] host, Category line) {
    return switch (line) {
      case FREE -> any(host, Metric.MEM_FREE);
      case PAGE_CACHE -> any(host, Metric.CACHED) || hasLists(host) && any(host, Metric.ANON_PAGES);
      case ANONYMOUS -> any(host, Metric.ANON_PAGES);
      case SHMEM -> any(host, Metric.SHMEM);
      case SLAB_RECLAIMABLE -> any(host, Metric.S_RECLAIMABLE);
      case SLAB_UNRECLAIMABLE ->
          any(host, Metric.S_UNRECLAIM)
              || any(host, Metric.SLAB) && any(host, Metric.S_RECLAIMABLE);
      case KERNEL_STACK -> any(host, Metric.KERNEL_STACK);
      case PAGE_TABLES -> any(host, Metric.PAGE_TABLES);
      case VMALLOC ->
          any(host, Metric.VMALLOC_BYTES)
              || host[Metric.VMALLOC_USED.ordinal()] > 0 && any(host, Metric.PERCPU);
      case PERCPU -> any(host, Metric.PERCPU);
      case HUGETLB -> any(host, Metric.HUGETLB, Metric.HUGE_PAGES_TOTAL);
      case ZRAM_ZSWAP -> any(host, Metric.NR_ZSPAGES, Metric.ZSWAP, Metric.ZRAM_USED);
      case OTHER_KERNEL -> any(host, Metric.BOUNCE, Metric.WRITEBACK_TMP, Metric.K_RECLAIMABLE);
      case UNACCOUNTED -> isRemainder(host);
    };
  }

  /**
   * The rest is what no counter names only where the large ones are there: the pages of programs
   * and files, and slab. Else it is whatever the archive leaves out.
   */
  private static boolean isRemainder(double[] host) {
    boolean pages = hasLists(host) || any(host, Metric.CACHED) && any(host, Metric.ANON_PAGES);
    return pages && any(host, Metric.SLAB, Metric.S_UNRECLAIM);
  }

  /** Whether the lists of pages are split by kind (since 2.6.28), as {@link Partition} asks. */
  private static boolean hasLists(double[] host) {
    return any(host, Metric.ACTIVE_FILE) && any(host, Metric.ACTIVE_ANON);
  }

  private static boolean any(double[] host, Metric... metrics) {
    for (Metric metric : metrics) {
      if (!Double.isNaN(host[metric.ordinal()])) {
        return true;
      }
    }
    return false;
  }
}
