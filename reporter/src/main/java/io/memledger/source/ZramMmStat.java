package io.memledger.source;

import io.memledger.series.Metric;

/** /sys/block/zram*&#47;mm_stat: the third number is what the device takes, in bytes. */
final class ZramMmStat implements Source {
  @Override
  public boolean reads(String path) {
    return path.startsWith("sys/block/zram") && path.endsWith("/mm_stat");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    if (!text.nextLine()) {
      return;
    }
    if (text.skipWords(2) && text.nextNumber() && text.value() >= 0) {
      sink.put(Metric.ZRAM_USED, text.value());
    } else {
      sink.malformed(text.line());
    }
  }
}
