package io.memledger.source;

import io.memledger.series.Metric;
import java.util.function.BiConsumer;

/**
 * /proc/meminfo: "Name: number kB", read by name, for order and set change from kernel to kernel
 * (proc_meminfo(5)).
 */
public final class MemInfo implements Source {
  private static final Fields FIELDS =
      new Fields()
          .kib("MemTotal:", Metric.MEM_TOTAL)
          .kib("MemFree:", Metric.MEM_FREE)
          .kib("MemAvailable:", Metric.MEM_AVAILABLE)
          .kib("Buffers:", Metric.BUFFERS)
          .kib("Cached:", Metric.CACHED)
          .kib("SwapCached:", Metric.SWAP_CACHED)
          .kib("Active:", Metric.ACTIVE)
          .kib("Inactive:", Metric.INACTIVE)
          .kib("Active(anon):", Metric.ACTIVE_ANON)
          .kib("Inactive(anon):", Metric.INACTIVE_ANON)
          .kib("Active(file):", Metric.ACTIVE_FILE)
          .kib("Inactive(file):", Metric.INACTIVE_FILE)
          .kib("Unevictable:", Metric.UNEVICTABLE)
          .kib("Mlocked:", Metric.MLOCKED)
          .kib("SwapTotal:", Metric.SWAP_TOTAL)
          .kib("SwapFree:", Metric.SWAP_FREE)
          .kib("Zswap:", Metric.ZSWAP)
          .kib("Zswapped:", Metric.ZSWAPPED)
          .kib("Dirty:", Metric.DIRTY)
          .kib("Writeback:", Metric.WRITEBACK)
          .kib("AnonPages:", Metric.ANON_PAGES)
          .kib("Mapped:", Metric.MAPPED)
          .kib("Shmem:", Metric.SHMEM)
          .kib("KReclaimable:", Metric.K_RECLAIMABLE)
          .kib("Slab:", Metric.SLAB)
          .kib("SReclaimable:", Metric.S_RECLAIMABLE)
          .kib("SUnreclaim:", Metric.S_UNRECLAIM)
          .kib("KernelStack:", Metric.KERNEL_STACK)
          .kib("ShadowCallStack:", Metric.SHADOW_CALL_STACK)
          .kib("PageTables:", Metric.PAGE_TABLES)
          .kib("SecPageTables:", Metric.SEC_PAGE_TABLES)
          .kib("Quicklists:", Metric.QUICKLISTS)
          .kib("Bounce:", Metric.BOUNCE)
          .kib("WritebackTmp:", Metric.WRITEBACK_TMP)
          .kib("VmallocUsed:", Metric.VMALLOC_USED)
          .kib("Percpu:", Metric.PERCPU)
          .kib("HardwareCorrupted:", Metric.HARDWARE_CORRUPTED)
          .kib("AnonHugePages:", Metric.ANON_HUGE_PAGES)
          .kib("Hugetlb:", Metric.HUGETLB)
          .kib("Hugepagesize:", Metric.HUGEPAGESIZE)
          .kib("CmaTotal:", Metric.CMA_TOTAL)
          .kib("CmaFree:", Metric.CMA_FREE)
          .kib("Committed_AS:", Metric.COMMITTED_AS)
          .kib("Balloon:", Metric.BALLOON)
          .kib("GPUActive:", Metric.GPU_ACTIVE)
          .kib("GPUReclaim:", Metric.GPU_RECLAIM)
          .kib("Unaccepted:", Metric.UNACCEPTED)
          .want("HugePages_Total:", Metric.HUGE_PAGES_TOTAL)
          .want("HugePages_Free:", Metric.HUGE_PAGES_FREE);

  /** Every field that is read, without its colon, and what it is. */
  public static void fields(BiConsumer<String, Metric> into) {
    FIELDS.all((key, metric) -> into.accept(key.replace(":", ""), metric));
  }

  @Override
  public boolean reads(String path) {
    return path.equals("proc/meminfo");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    FIELDS.read(text, sink);
  }
}
