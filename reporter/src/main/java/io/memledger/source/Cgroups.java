package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/cgroups: "subsys_name hierarchy num_cgroups enabled"; for memory, cgroups alive or dying.
 */
final class Cgroups implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("proc/cgroups");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord() || !text.wordIs("memory")) {
        continue;
      }
      if (text.skipWords(1) && text.nextNumber() && text.value() >= 0) {
        sink.put(Metric.MEMORY_CGROUPS, text.value());
      } else {
        sink.malformed(text.line());
      }
    }
  }
}
