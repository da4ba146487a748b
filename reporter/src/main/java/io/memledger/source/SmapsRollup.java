package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/&lt;pid&gt;/smaps_rollup: sums over a process's mappings in kB; first versions lack
 * Pss_Anon and its like.
 */
final class SmapsRollup implements Source {
  private static final Fields FIELDS =
      new Fields()
          .want("Rss:", Metric.PROC_RSS, 1024, Rank.FOURTH)
          .kib("Pss:", Metric.PROC_PSS)
          .kib("Pss_Anon:", Metric.PROC_PSS_ANON)
          .kib("Pss_File:", Metric.PROC_PSS_FILE)
          .kib("Pss_Shmem:", Metric.PROC_PSS_SHMEM)
          .kib("Anonymous:", Metric.PROC_ANONYMOUS)
          .kib("SwapPss:", Metric.PROC_SWAP_PSS)
          .kib("LazyFree:", Metric.PROC_LAZY_FREE)
          .kib("AnonHugePages:", Metric.PROC_HUGE);

  @Override
  public boolean reads(String path) {
    return ProcPath.is(path, "smaps_rollup");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    sink.process(ProcPath.pid(path));
    FIELDS.read(text, sink);
  }
}
