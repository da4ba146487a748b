package io.memledger.source;

import io.memledger.series.Metric;

/** /proc/stat: CPU ticks of all CPUs, counters since boot, and when the boot was. */
final class Stat implements Source {
  /** user, nice, system, idle, iowait, irq, softirq, steal; guest time is inside user time. */
  private static final int TICK_COLUMNS = 8;

  private static final int IDLE = 3;
  private static final int IOWAIT = 4;
  private static final Fields FIELDS =
      new Fields()
          .want("ctxt", Metric.CONTEXT_SWITCHES)
          .want("intr", Metric.INTERRUPTS)
          .want("processes", Metric.FORKS)
          .want("procs_running", Metric.PROCS_RUNNING)
          .want("procs_blocked", Metric.PROCS_BLOCKED)
          .want("btime", Metric.BOOT_TIME);

  @Override
  public boolean reads(String path) {
    return path.equals("proc/stat");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      if (text.wordIs("cpu")) {
        ticks(text, sink);
      } else if (text.wordStarts("cpu")) {
        sink.put(Metric.CPUS, 1);
      } else {
        int field = FIELDS.find(text);
        if (field >= 0) {
          FIELDS.put(field, text, sink, 1);
        }
      }
    }
  }

  private static void ticks(ProcText text, Sink sink) {
    long sum = 0;
    for (int column = 0; column < TICK_COLUMNS && text.nextWord(); column++) {
      if (!text.numberIn(text.wordStart(), text.wordEnd())) {
        sink.malformed(text.line());
        return;
      }
      sum += text.value();
      if (column == IDLE) {
        sink.put(Metric.CPU_IDLE_TICKS, text.value());
      } else if (column == IOWAIT) {
        sink.put(Metric.CPU_IOWAIT_TICKS, text.value());
      }
    }
    sink.put(Metric.CPU_TICKS, sum);
  }
}
