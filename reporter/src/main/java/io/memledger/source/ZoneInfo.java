package io.memledger.source;

import io.memledger.series.Metric;
import java.util.Arrays;

/**
 * /proc/zoneinfo: a block of lines for each zone of each node. Only sums over all zones are kept:
 * pages on per-CPU lists ("count:" under "pagesets"), watermarks, what the kernel holds back
 * (totalreserve_pages, mm/page_alloc.c), and for where meminfo is not there MemTotal, which is what
 * the zones manage, and the counts of pages of zones and nodes.
 */
final class ZoneInfo implements Source {
  private static final int MIN = 0;
  private static final int LOW = 1;
  private static final int HIGH = 2;
  private static final int MANAGED = 3;
  private static final int PRESENT = 4;
  private static final int COUNT = 5;
  private static final int PROTECTION = 6;
  private static final WordTable WORDS =
      WordTable.of("min", "low", "high", "managed", "present", "count:", "protection:");

  private static final Fields PAGES = new Fields();

  static {
    PageGauges.all((name, metric) -> PAGES.want(name, metric, 1, Rank.THIRD));
  }

  @Override
  public boolean reads(String path) {
    return path.equals("proc/zoneinfo");
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    new Zones(text, sink).read();
  }

  /** One reading; the zone that the lines are in is its state. */
  private static final class Zones {
    private final ProcText text;
    private final Sink sink;
    private final long[] zone = new long[PROTECTION + 1];
    private boolean anyZone;
    private boolean anyCount;
    private boolean broken;
    private boolean anyManaged;
    private long managed;
    private long pcp;
    private long min;
    private long low;
    private long reserve;

    Zones(ProcText text, Sink sink) {
      this.text = text;
      this.sink = sink;
    }

    void read() {
      while (text.nextLine()) {
        if (!text.nextWord()) {
          continue;
        }
        if (text.wordIs("Node")) {
          endZone();
          anyZone = true;
          continue;
        }
        int word = WORDS.find(text);
        if (word == PROTECTION) {
          zone[PROTECTION] = largestProtection();
        } else if (word >= 0 && anyZone) {
          number(word);
        } else if (anyZone) {
          int field = PAGES.find(text);
          if (field >= 0) {
            PAGES.put(field, text, sink, sink.pageSize());
          }
        }
      }
      endZone();
      if (!anyZone || broken) {
        return;
      }
      int page = sink.pageSize();
      if (anyCount) {
        sink.put(Metric.PCP_FREE, (double) pcp * page);
      }
      if (anyManaged) {
        sink.put(Metric.MEM_TOTAL, (double) managed * page, Rank.THIRD);
      }
      sink.put(Metric.WATERMARK_MIN, (double) min * page);
      sink.put(Metric.WATERMARK_LOW, (double) low * page);
      sink.put(Metric.TOTAL_RESERVE, (double) reserve * page);
    }

    private void number(int word) {
      if (!text.nextNumber() || text.value() < 0) {
        sink.malformed(text.line());
        broken = true;
      } else if (word == COUNT) {
        anyCount = true;
        pcp += text.value();
      } else {
        zone[word] = text.value();
        anyManaged |= word == MANAGED;
      }
    }

    /** "protection: (0, 2894, 31846, 31846)": the largest. */
    private long largestProtection() {
      long largest = 0;
      byte[] bytes = text.bytes();
      while (text.nextWord()) {
        int from = text.wordStart();
        int to = text.wordEnd();
        while (from < to && (bytes[from] < '0' || bytes[from] > '9')) {
          from++;
        }
        while (to > from && (bytes[to - 1] < '0' || bytes[to - 1] > '9')) {
          to--;
        }
        if (text.numberIn(from, to)) {
          largest = Math.max(largest, text.value());
        }
      }
      return largest;
    }

    private void endZone() {
      min += zone[MIN];
      low += zone[LOW];
      // "managed" came with 3.9; before, the kernel used what is present.
      managed += zone[MANAGED];
      long size = zone[MANAGED] > 0 ? zone[MANAGED] : zone[PRESENT];
      reserve += Math.min(size, zone[PROTECTION] + zone[HIGH]);
      Arrays.fill(zone, 0);
    }
  }
}
