package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/&lt;pid&gt;/status: "VmRSS: number kB" and its like; kernel threads and zombies have none
 * of these lines, and RssAnon, RssFile, RssShmem came with 4.5 (proc_pid_status(5)).
 */
final class PidStatus implements Source {
  private static final Fields FIELDS =
      new Fields()
          .kib("RssAnon:", Metric.PROC_RSS_ANON)
          .kib("RssFile:", Metric.PROC_RSS_FILE)
          .kib("RssShmem:", Metric.PROC_RSS_SHMEM)
          .kib("VmSwap:", Metric.PROC_SWAP)
          .kib("VmPTE:", Metric.PROC_PTE)
          .kib("VmData:", Metric.PROC_DATA)
          .kib("VmHWM:", Metric.PROC_HWM);

  @Override
  public boolean reads(String path) {
    return ProcPath.is(path, "status");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    sink.process(ProcPath.pid(path));
    FIELDS.read(text, sink);
  }
}
