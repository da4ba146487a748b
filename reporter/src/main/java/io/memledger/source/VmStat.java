package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/vmstat: "name number". Kernels split counters by zone or by kind and join them again; the
 * parts of one total are all listed here, and a second split of the same events is not, so that
 * nothing counts twice (KERNEL 4). Its nr_* are most of meminfo, where that is not there.
 */
final class VmStat implements Source {
  private static final String[] ZONES = {"dma", "dma32", "normal", "high", "movable", "device"};
  private static final Fields EVENTS =
      new Fields()
          .want("pswpin", Metric.PSWPIN)
          .want("pswpout", Metric.PSWPOUT)
          .want("pgpgin", Metric.PGPGIN)
          .want("pgpgout", Metric.PGPGOUT)
          .want("pgfault", Metric.PGFAULT)
          .want("pgmajfault", Metric.PGMAJFAULT)
          .want("pgscan_khugepaged", Metric.PGSCAN)
          .want("pgscan_proactive", Metric.PGSCAN)
          .want("pgsteal_khugepaged", Metric.PGSTEAL)
          .want("pgsteal_proactive", Metric.PGSTEAL)
          .want("oom_kill", Metric.OOM_KILL)
          .want("slabs_scanned", Metric.SLABS_SCANNED)
          .want("workingset_refault", Metric.WORKINGSET_REFAULT)
          .want("workingset_refault_anon", Metric.WORKINGSET_REFAULT)
          .want("workingset_refault_file", Metric.WORKINGSET_REFAULT)
          .want("compact_stall", Metric.COMPACT_STALL)
          .want("drop_slab", Metric.DROP_SLAB)
          .want("drop_pagecache", Metric.DROP_PAGECACHE)
          .want("balloon_inflate", Metric.BALLOON_INFLATE)
          .want("balloon_deflate", Metric.BALLOON_DEFLATE);
  private static final Fields PAGES =
      new Fields()
          .want("nr_isolated_anon", Metric.NR_ISOLATED)
          .want("nr_isolated_file", Metric.NR_ISOLATED)
          .want("nr_zspages", Metric.NR_ZSPAGES);

  static {
    // nr_kernel_stack is left out: stacks before 4.8, kB since, and no line tells which.
    PageGauges.all((name, metric) -> PAGES.want(name, metric, 1, Rank.SECOND));
    // Bare names since 4.8, one for each zone before; pgsteal_<zone> alone until 3.3.
    split("pgscan_kswapd", Metric.PGSCAN, true);
    split("pgscan_direct", Metric.PGSCAN, true);
    split("pgsteal_kswapd", Metric.PGSTEAL, true);
    split("pgsteal_direct", Metric.PGSTEAL, true);
    split("pgsteal", Metric.PGSTEAL, false);
    split("allocstall", Metric.ALLOCSTALL, true);
  }

  private static void split(String name, Metric metric, boolean bare) {
    if (bare) {
      EVENTS.want(name, metric);
    }
    for (String zone : ZONES) {
      EVENTS.want(name + "_" + zone, metric);
    }
  }

  @Override
  public boolean reads(String path) {
    return path.equals("proc/vmstat");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    int pageSize = sink.pageSize();
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      int field = EVENTS.find(text);
      if (field >= 0) {
        EVENTS.put(field, text, sink, 1);
        continue;
      }
      field = PAGES.find(text);
      if (field >= 0) {
        PAGES.put(field, text, sink, pageSize);
      }
    }
  }
}
