package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /sys/block/zram*&#47;mm_stat: the first number is what the device holds before compression, the
 * third what it takes, in bytes.
 */
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
    boolean known = text.nextNumber() && text.value() >= 0;
    long original = text.value();
    if (known && text.skipWords(1) && text.nextNumber() && text.value() >= 0) {
      sink.put(Metric.ZRAM_ORIGINAL, original);
      sink.put(Metric.ZRAM_USED, text.value());
    } else {
      sink.malformed(text.line());
    }
  }
}
