package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * /proc/buddyinfo: "Node 0, zone Normal n0 n1 …": free blocks of 2^order pages, for each zone and
 * for the host.
 */
final class BuddyInfo implements Source {
  /** Blocks of at least 16 pages: above the order up to which the kernel calls them cheap, 3. */
  private static final int HIGH_ORDER = 4;

  private static final int MAX_ORDER = 20;

  @Override
  public boolean reads(String path) {
    return path.equals("proc/buddyinfo");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (text.nextWord() && text.wordIs("Node")) {
        zone(text, sink);
      }
    }
  }

  private static void zone(ProcText text, Sink sink) {
    if (!text.nextWord()) {
      sink.malformed(text.line());
      return;
    }
    int from = text.wordStart();
    if (!text.skipWords(2)) {
      sink.malformed(text.line());
      return;
    }
    int to = text.wordEnd();
    double free = 0;
    double high = 0;
    double block = sink.pageSize();
    for (int order = 0; order <= MAX_ORDER && text.nextWord(); order++) {
      if (!text.numberIn(text.wordStart(), text.wordEnd()) || text.value() < 0) {
        sink.malformed(text.line());
        return;
      }
      free += text.value() * block;
      if (order >= HIGH_ORDER) {
        high += text.value() * block;
      }
      block *= 2;
    }
    sink.named(Subject.Kind.ZONE, text.bytes(), from, to);
    sink.put(Metric.BUDDY_FREE, free);
    sink.put(Metric.BUDDY_HIGH_ORDER, high);
    sink.host();
    sink.put(Metric.BUDDY_FREE, free);
    sink.put(Metric.BUDDY_HIGH_ORDER, high);
  }
}
