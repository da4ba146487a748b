package io.memledger.source;

import io.memledger.series.Metric;

/** derived/fds: "pid count", open descriptors (ARCHIVE-FORMAT 6). */
final class Fds implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("derived/fds");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      if (!text.numberIn(text.wordStart(), text.wordEnd())) {
        sink.malformed(text.line());
        continue;
      }
      long pid = text.value();
      if (pid <= 0 || !text.nextNumber() || text.value() < 0) {
        sink.malformed(text.line());
        continue;
      }
      sink.process(pid);
      sink.put(Metric.PROC_FDS, text.value());
    }
  }
}
