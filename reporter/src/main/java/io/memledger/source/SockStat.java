package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/net/sockstat: "TCP: inuse 5 orphan 0 tw 0 alloc 7 mem 3". mem of TCP and UDP is in pages,
 * memory of FRAG in bytes.
 */
final class SockStat implements Source {
  private static final WordTable PROTOCOLS = WordTable.of("sockets:", "TCP:", "UDP:", "FRAG:");
  private static final Fields[] WANTED = {
    new Fields().want("used", Metric.SOCKETS_USED),
    new Fields()
        .want("inuse", Metric.TCP_INUSE)
        .want("orphan", Metric.TCP_ORPHAN)
        .want("tw", Metric.TCP_TIME_WAIT)
        .want("mem", Metric.TCP_MEM),
    new Fields().want("inuse", Metric.UDP_INUSE).want("mem", Metric.UDP_MEM),
    new Fields().want("memory", Metric.FRAG_MEM)
  };

  @Override
  public boolean reads(String path) {
    return path.equals("proc/net/sockstat");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      int protocol = PROTOCOLS.find(text);
      while (protocol >= 0 && text.nextWord()) {
        int field = WANTED[protocol].find(text);
        if (field < 0) {
          continue;
        }
        boolean pages = text.wordIs("mem");
        WANTED[protocol].put(field, text, sink, pages ? sink.pageSize() : 1);
      }
    }
  }
}
