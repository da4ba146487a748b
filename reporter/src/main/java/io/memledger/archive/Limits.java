package io.memledger.archive;

/**
 * What a reader takes from an archive, which is hostile input, before it gives up or passes over.
 *
 * @param entryBytes size of one entry's content; a larger entry is skipped and counted
 * @param entries number of entries of any kind; beyond it the archive is refused
 * @param unpackedBytes bytes after decompression; beyond it the archive is refused
 * @param ratio unpacked bytes for each packed byte, judged after the first {@link #RATIO_GRACE}
 *     bytes; beyond it the archive is refused
 * @param pathLength characters of an entry's name; a longer one is skipped and counted
 * @param pathDepth parts of an entry's name; a deeper one is skipped and counted
 * @param snapshots number of snapshots; beyond it the archive is refused
 * @param series number of series; beyond it the smallest growers are left out, with a warning
 * @param spoolBytes disk space for putting an archive's snapshots in order; beyond it the archive
 *     is refused
 */
public record Limits(
    long entryBytes,
    long entries,
    long unpackedBytes,
    long ratio,
    int pathLength,
    int pathDepth,
    int snapshots,
    int series,
    long spoolBytes) {
  /** A single command's output is rarely over 10 MB, but kmem traces are. */
  public static final long ENTRY_BYTES = 64L << 20;

  /** What an array holds: of an entry no more can be read at once, whatever is allowed. */
  public static final long MOST_ENTRY_BYTES = Integer.MAX_VALUE - 8L;

  /** A month at 5 s with 40 files a snapshot is 21 million. */
  public static final long ENTRIES = 50_000_000;

  public static final long UNPACKED_BYTES = 256L << 30;

  /**
   * Of captures in which nothing but the times changes, made by hand in full, xz packs 839 and zstd
   * 357 bytes into one: it sees repeats over megabytes.
   */
  public static final long RATIO = 2_000;

  /**
   * Of the limit for gzip, which sees repeats over 32 KiB: it packs 97 bytes of such captures into
   * one, 41 of the collector's most idle (links and empty deltas), and 1,032 of zeros at the most.
   */
  public static final int GZIP_PART = 4;

  public static final long RATIO_GRACE = 64L << 20;

  public static final int PATH_LENGTH = 1_024;

  public static final int PATH_DEPTH = 48;

  /** Four months at 5 s. */
  public static final int SNAPSHOTS = 2_000_000;

  /** A busy host has 5,000 processes with eight series each. */
  public static final int SERIES = 40_000;

  public static final long SPOOL_BYTES = 16L << 30;

  public static Limits defaults() {
    return new Limits(
        ENTRY_BYTES,
        ENTRIES,
        UNPACKED_BYTES,
        RATIO,
        PATH_LENGTH,
        PATH_DEPTH,
        SNAPSHOTS,
        SERIES,
        SPOOL_BYTES);
  }
}
