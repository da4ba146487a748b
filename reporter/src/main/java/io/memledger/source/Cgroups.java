package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/cgroups: "subsys_name hierarchy num_cgroups enabled"; for memory, cgroups alive or dying.
 * Other controllers let theirs go with the folder, so that the most that any has are alive. On a
 * hierarchy of version 2, which all controllers share, all count the same.
 */
final class Cgroups implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("proc/cgroups");
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    long others = -1;
    while (text.nextLine()) {
      if (!text.nextWord() || text.wordStarts("#")) {
        continue;
      }
      boolean memory = text.wordIs("memory");
      if (text.skipWords(1) && text.nextNumber() && text.value() >= 0) {
        if (memory) {
          sink.put(Metric.MEMORY_CGROUPS, text.value());
        } else {
          others = Math.max(others, text.value());
        }
      } else {
        sink.malformed(text.line());
      }
    }
    if (others >= 0) {
      sink.put(Metric.OTHER_CGROUPS, others);
    }
  }
}
