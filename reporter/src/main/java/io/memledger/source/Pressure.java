package io.memledger.source;

import io.memledger.series.Metric;
import java.util.Map;

/**
 * /proc/pressure/{memory,io,cpu}: "some avg10=… total=…" in microseconds since boot
 * (Documentation/accounting/psi.rst).
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

  @Override
  public boolean reads(String path) {
    return SOME.containsKey(path);
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      Metric metric = null;
      if (text.wordIs("some")) {
        metric = SOME.get(path);
      } else if (text.wordIs("full")) {
        metric = FULL.get(path);
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
