package io.memledger.source;

import io.memledger.series.Metric;

/**
 * derived/collector: "cpu_us rss_bytes read_us written_bytes", the cost of the snapshot before
 * (ARCHIVE-FORMAT 6).
 */
final class Collector implements Source {
  private static final double MICROSECONDS = 1e-6;

  @Override
  public boolean reads(String path) {
    return path.equals("derived/collector");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    if (!text.nextLine()) {
      return;
    }
    put(Metric.COLLECTOR_CPU, MICROSECONDS, text, sink);
    put(Metric.COLLECTOR_RSS, 1, text, sink);
    put(Metric.COLLECTOR_READ, MICROSECONDS, text, sink);
  }

  private static void put(Metric metric, double factor, ProcText text, Sink sink) {
    if (text.nextNumber() && text.value() >= 0) {
      sink.put(metric, text.value() * factor);
    } else {
      sink.malformed(text.line());
    }
  }
}
