package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/&lt;pid&gt;/status: "VmRSS: number kB" and its like; kernel threads and zombies have none
 * of these lines, and RssAnon, RssFile, RssShmem came with 4.5 (proc_pid_status(5)). What stat says
 * as well is taken from here where there is no stat.
 */
final class PidStatus implements Source {
  private static final double KIB = 1024;
  private static final Fields FIELDS =
      new Fields()
          .want("VmRSS:", Metric.PROC_RSS, 1024, Rank.SECOND)
          .want("VmSize:", Metric.PROC_VSIZE, 1024, Rank.SECOND)
          .want("Threads:", Metric.PROC_THREADS, 1, Rank.SECOND)
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
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      int field = FIELDS.find(text);
      if (field >= 0) {
        FIELDS.put(field, text, sink, 1);
        if (FIELDS.metric(field) == Metric.PROC_RSS_ANON) {
          sink.put(Metric.PROC_RSS, text.value() * KIB, Rank.FIFTH);
        }
      } else if (text.wordIs("Name:") && text.nextWord()) {
        sink.command(text.bytes(), text.wordStart(), text.lineEnd());
      } else if (text.wordIs("State:") && text.nextWord()) {
        boolean dead = text.wordIs("Z") || text.wordIs("X");
        sink.put(Metric.PROC_COUNT, dead ? 0 : 1, Rank.SECOND);
      }
    }
  }
}
