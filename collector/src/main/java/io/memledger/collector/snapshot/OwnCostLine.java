package io.memledger.collector.snapshot;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.proc.OwnCost;
import io.memledger.collector.proc.ProcReader;

/** derived/collector: what the collector itself cost in the snapshot before. */
final class OwnCostLine {
  private final OwnCost own;
  private final ProcReader reader;
  private final Archive archive;
  private long cpuNanos;
  private long readNanos;
  private long archiveSize;
  private String line = "";

  OwnCostLine(OwnCost own, ProcReader reader, Archive archive) {
    this.own = own;
    this.reader = reader;
    this.archive = archive;
  }

  /** CPU in us, resident bytes, reading time in us, bytes written; "" in the first snapshot. */
  String line() {
    return line;
  }

  /** Accounts for the snapshot that ends now. */
  void account() {
    long cpu = own.cpuNanos();
    line =
        (cpu - cpuNanos) / 1000
            + " "
            + own.rssBytes()
            + " "
            + (reader.totalNanos - readNanos) / 1000
            + " "
            + (archive.size() - archiveSize)
            + "\n";
    cpuNanos = cpu;
    readNanos = reader.totalNanos;
    archiveSize = archive.size();
  }
}
