package io.memledger.source;

import io.memledger.series.Metric;

/** /proc/&lt;pid&gt;/statm: "size resident …" in pages (proc_pid_statm(5)). */
final class PidStatm implements Source {
  @Override
  public boolean reads(String path) {
    return ProcPath.is(path, "statm");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    if (!text.nextLine() || !text.nextNumber()) {
      return;
    }
    sink.process(ProcPath.pid(path));
    sink.put(Metric.PROC_VSIZE, (double) text.value() * sink.pageSize(), Rank.THIRD);
    if (text.nextNumber()) {
      sink.put(Metric.PROC_RSS, (double) text.value() * sink.pageSize(), Rank.THIRD);
    }
  }
}
