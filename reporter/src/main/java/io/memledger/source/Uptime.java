package io.memledger.source;

import io.memledger.series.Metric;

/** /proc/uptime: seconds since boot, with two decimals, and idle seconds. */
final class Uptime implements Source {
  /** No machine runs for three centuries: a number beyond is damage, in seconds. */
  private static final double LONGEST = 1e10;

  @Override
  public boolean reads(String path) {
    return path.equals("proc/uptime");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    if (!text.nextLine() || !text.nextWord()) {
      return;
    }
    double seconds = text.decimal();
    if (seconds >= 0 && seconds < LONGEST) {
      sink.put(Metric.UPTIME, seconds);
    } else {
      sink.malformed(text.line());
    }
  }
}
