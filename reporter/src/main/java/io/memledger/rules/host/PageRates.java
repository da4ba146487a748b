package io.memledger.rules.host;

/** From which pace on, in pages a second, moving pages is a burden rather than housekeeping. */
final class PageRates {
  /** 4 MB/s of memory looked at for something to drop. */
  static final double SCANNING = 1000;

  /** 400 KiB/s, which a disk feels. */
  static final double SWAPPING = 100;

  private PageRates() {}
}
