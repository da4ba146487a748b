package io.memledger.source;

import io.memledger.series.Metric;
import java.util.function.BiConsumer;

/**
 * The kernel's counts of pages that vmstat and zoneinfo print and meminfo is made from
 * (fs/proc/meminfo.c). nr_file_pages is not among them: it holds what meminfo keeps apart as
 * Buffers, Cached and SwapCached.
 */
final class PageGauges {
  private PageGauges() {}

  static void all(BiConsumer<String, Metric> into) {
    into.accept("nr_free_pages", Metric.MEM_FREE);
    into.accept("nr_active_anon", Metric.ACTIVE_ANON);
    into.accept("nr_inactive_anon", Metric.INACTIVE_ANON);
    into.accept("nr_active_file", Metric.ACTIVE_FILE);
    into.accept("nr_inactive_file", Metric.INACTIVE_FILE);
    into.accept("nr_unevictable", Metric.UNEVICTABLE);
    into.accept("nr_mlock", Metric.MLOCKED);
    into.accept("nr_anon_pages", Metric.ANON_PAGES);
    into.accept("nr_mapped", Metric.MAPPED);
    into.accept("nr_dirty", Metric.DIRTY);
    into.accept("nr_writeback", Metric.WRITEBACK);
    into.accept("nr_shmem", Metric.SHMEM);
    into.accept("nr_slab_reclaimable", Metric.S_RECLAIMABLE);
    into.accept("nr_slab_unreclaimable", Metric.S_UNRECLAIM);
    into.accept("nr_page_table_pages", Metric.PAGE_TABLES);
    into.accept("nr_sec_page_table_pages", Metric.SEC_PAGE_TABLES);
    into.accept("nr_bounce", Metric.BOUNCE);
    into.accept("nr_writeback_temp", Metric.WRITEBACK_TMP);
    into.accept("nr_swapcached", Metric.SWAP_CACHED);
  }
}
