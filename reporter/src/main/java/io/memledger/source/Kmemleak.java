package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /sys/kernel/debug/kmemleak: "unreferenced object 0x… (size n):", lines about it, "backtrace:" or
 * "backtrace (crc x):", and its frames (Documentation/dev-tools/kmemleak.rst). An empty file means
 * that the last scan found nothing, or that kmemleak is switched off. The collector sums objects of
 * one size and backtrace: "unreferenced object (size n), so many times:".
 */
final class Kmemleak implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("sys/kernel/debug/kmemleak");
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    // Present with 0: that nothing was found is an answer.
    sink.put(Metric.UNREFERENCED_BYTES, 0);
    sink.put(Metric.UNREFERENCED_OBJECTS, 0);
    Frames frames = new Frames(true);
    long size = -1;
    double times = 1;
    boolean stack = false;
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      if (text.wordIs("kmemleak:") && !text.nextWord()) {
        continue;
      }
      if (text.wordIs("unreferenced")) {
        put(frames, size, times, sink);
        size = size(text);
        times = times(text);
        stack = false;
        if (size < 0) {
          sink.malformed(text.line());
        }
      } else if (text.wordStarts("backtrace")) {
        stack = true;
      } else if (stack) {
        frames.take(text);
      }
    }
    put(frames, size, times, sink);
    if (frames.hasRefused()) {
      sink.malformed(text.line());
    }
  }

  /** Bytes of "… (size n):"; -1 if the line lacks them. */
  private static long size(ProcText text) {
    while (text.nextWord()) {
      if (text.wordIs("(size") && text.nextWord()) {
        int end = text.wordStart();
        while (end < text.wordEnd() && text.bytes()[end] != ')') {
          end++;
        }
        return text.numberIn(text.wordStart(), end) ? text.value() : -1;
      }
    }
    return -1;
  }

  /** Objects of a sum; 1 for a line of the kernel's, which stands for itself. */
  private static double times(ProcText text) {
    boolean summed = text.nextNumber() && text.value() > 0;
    return summed ? text.value() : 1;
  }

  private static void put(Frames frames, long size, double times, Sink sink) {
    if (size >= 0) {
      sink.host();
      values(size, times, sink);
      if (!frames.isEmpty() && frames.name(sink, "")) {
        values(size, times, sink);
      }
    }
    frames.clear();
  }

  private static void values(long size, double times, Sink sink) {
    sink.put(Metric.UNREFERENCED_BYTES, size * times);
    sink.put(Metric.UNREFERENCED_OBJECTS, times);
  }
}
