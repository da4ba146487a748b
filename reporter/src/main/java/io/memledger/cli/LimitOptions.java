package io.memledger.cli;

import io.memledger.archive.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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
      description =
          "Unpacked bytes for each packed byte; for gzip, which packs repeats less, a quarter of"
              + " it. Default: "
              + Limits.RATIO
              + ".")
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
      description =
          "Series kept; beyond it the smallest growers are left out. Default: "
              + Limits.SERIES
              + ".")
  private int series = Limits.SERIES;

  @Option(
      names = "--max-spool-bytes",
      paramLabel = "N",
      description =
          "Disk for putting an archive's snapshots in order. Default: " + Limits.SPOOL_BYTES + ".")
  private long spoolBytes = Limits.SPOOL_BYTES;

  /**
   * The limits.
   *
   * @throws ParameterException if one of them lets nothing through, or cannot be kept
   */
  Limits limits(CommandLine line) {
    Map<String, Long> given = new LinkedHashMap<>();
    given.put("--max-entry-bytes", entryBytes);
    given.put("--max-entries", entries);
    given.put("--max-unpacked-bytes", unpackedBytes);
    given.put("--max-ratio", ratio);
    given.put("--max-path-length", (long) pathLength);
    given.put("--max-path-depth", (long) pathDepth);
    given.put("--max-snapshots", (long) snapshots);
    given.put("--max-series", (long) series);
    given.put("--max-spool-bytes", spoolBytes);
    given.forEach(
        (name, value) -> {
          if (value < 1) {
            throw new ParameterException(line, name + " must be 1 or more, not " + value);
          }
        });
    if (entryBytes > Limits.MOST_ENTRY_BYTES) {
      throw new ParameterException(
          line, "--max-entry-bytes can be " + Limits.MOST_ENTRY_BYTES + " at the most");
    }
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
