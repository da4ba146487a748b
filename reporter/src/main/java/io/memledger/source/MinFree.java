package io.memledger.source;

import io.memledger.series.Metric;

/** /proc/sys/vm/min_free_kbytes: one number, kB. */
final class MinFree implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("proc/sys/vm/min_free_kbytes");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    if (text.nextLine()) {
      if (text.nextNumber() && text.value() >= 0) {
        sink.put(Metric.MIN_FREE, text.value() * 1024.0);
      } else {
        sink.malformed(text.line());
      }
    }
  }
}
