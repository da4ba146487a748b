package io.memledger.collector.common;

/** Writes sizes for people. */
public final class Sizes {
  private Sizes() {}

  /** Whole KiB below one MiB, and tenths of a MiB from there on. */
  public static String text(long bytes) {
    return bytes < 1 << 20
        ? (bytes + 1023) / 1024 + " KiB"
        : bytes * 10 / (1 << 20) / 10.0 + " MiB";
  }
}
