package io.memledger.cli;

import io.memledger.archive.Limits;
import picocli.CommandLine.Option;

/** The limits against hostile or broken archives, each an option with its default. */
final class LimitOptions {
  @Option(
      names = "--max-entry-bytes",
      paramLabel = "N",
      description = "Largest entry; larger ones are skipped. Default: " + Limits.ENTRY_BYTES + ".")
  private long entryBytes = Limits.ENTRY_BYTES;

  @Option(
      names = "--max-entries",
      paramLabel = "N",
      description = "Entries of any kind. Default: " + Limits.ENTRIES + ".")
  private long entries = Limits.ENTRIES;

  @Option(
      names = "--max-unpacked-bytes",
      paramLabel = "N",
      description = "Size after decompression. Default: " + Limits.UNPACKED_BYTES + ".")
  private long unpackedBytes = Limits.UNPACKED_BYTES;

  @Option(
      names = "--max-ratio",
      paramLabel = "N",
      description = "Unpacked bytes for each packed byte. Default: " + Limits.RATIO + ".")
  private long ratio = Limits.RATIO;

  @Option(
      names = "--max-path-length",
      paramLabel = "N",
      description = "Characters of an entry's name. Default: " + Limits.PATH_LENGTH + ".")
  private int pathLength = Limits.PATH_LENGTH;

  @Option(
      names = "--max-path-depth",
      paramLabel = "N",
      description = "Parts of an entry's name. Default: " + Limits.PATH_DEPTH + ".")
  private int pathDepth = Limits.PATH_DEPTH;

  @Option(
      names = "--max-snapshots",
      paramLabel = "N",
      description = "Snapshots. Default: " + Limits.SNAPSHOTS + ".")
  private int snapshots = Limits.SNAPSHOTS;

  @Option(
      names = "--max-series",
      paramLabel = "N",
      description = "Series kept; beyond it the smallest growers are left out. Default: 100000.")
  private int series = Limits.SERIES;

  @Option(
      names = "--max-spool-bytes",
      paramLabel = "N",
      description =
          "Disk for putting an archive's snapshots in order. Default: " + Limits.SPOOL_BYTES + ".")
  private long spoolBytes = Limits.SPOOL_BYTES;

  Limits limits() {
    return new Limits(
        entryBytes,
        entries,
        unpackedBytes,
        ratio,
        pathLength,
        pathDepth,
        snapshots,
        series,
        spoolBytes);
  }
}
