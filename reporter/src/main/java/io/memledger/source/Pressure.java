package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.Map;

/**
 * /proc/pressure/{memory,io,cpu} and memory.pressure of a cgroup: "some avg10=… total=…" in
 * microseconds since boot, or since the cgroup was made (Documentation/accounting/psi.rst).
 */
final class Pressure implements Source {
  private static final double MICROSECONDS = 1e-6;
  private static final Map<String, Metric> SOME =
      Map.of(
          "proc/pressure/memory", Metric.PSI_MEMORY_SOME,
          "proc/pressure/io", Metric.PSI_IO_SOME,
          "proc/pressure/cpu", Metric.PSI_CPU_SOME);
  private static final Map<String, Metric> FULL =
      Map.of(
          "proc/pressure/memory", Metric.PSI_MEMORY_FULL,
          "proc/pressure/io", Metric.PSI_IO_FULL);

  private static final String OF_CGROUP = "memory.pressure";

  @Override
  public boolean reads(String path) {
    return SOME.containsKey(path) || cgroup(path) != null;
  }

  /** Null if the path is no pressure file of a cgroup. */
  private static CgroupPath cgroup(String path) {
    CgroupPath place = path.endsWith(OF_CGROUP) ? CgroupPath.of(path) : null;
    return place != null && place.file().equals(OF_CGROUP) ? place : null;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    CgroupPath place = cgroup(path);
    if (place != null) {
      sink.named(Subject.Kind.CGROUP, place.group(), 0);
      lines(Metric.CG_PSI_SOME, Metric.CG_PSI_FULL, text, sink);
    } else {
      lines(SOME.get(path), FULL.get(path), text, sink);
    }
  }

  private static void lines(Metric some, Metric full, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      Metric metric = null;
      if (text.wordIs("some")) {
        metric = some;
      } else if (text.wordIs("full")) {
        metric = full;
      }
      if (metric != null) {
        total(metric, text, sink);
      }
    }
  }

  private static void total(Metric metric, ProcText text, Sink sink) {
    while (text.nextWord()) {
      if (text.wordStarts("total=")) {
        int from = text.wordStart() + "total=".length();
        if (text.numberIn(from, text.wordEnd()) && text.value() >= 0) {
          sink.put(metric, text.value() * MICROSECONDS);
          return;
        }
      }
    }
    sink.malformed(text.line());
  }
}
