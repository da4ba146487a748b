package io.memledger.series;

import java.util.List;

/**
 * The file that was read.
 *
 * @param name last part of its path
 * @param sha256 lower-case hex; null for an unpacked folder
 * @param bytes size as stored
 * @param complete false if it was cut off
 * @param warnings what the reader noticed: skipped entries, deltas without base, malformed lines
 * @param sources files of other tools that the recording was made from; empty for an archive
 */
public record ArchiveFacts(
    String name,
    String sha256,
    long bytes,
    boolean complete,
    List<Warning> warnings,
    List<SourceFacts> sources) {
  public ArchiveFacts {
    warnings = List.copyOf(warnings);
    sources = List.copyOf(sources);
  }

  /** One of our own archives. */
  public ArchiveFacts(
      String name, String sha256, long bytes, boolean complete, List<Warning> warnings) {
    this(name, sha256, bytes, complete, warnings, List.of());
  }

  /** The same, made from files of other tools. */
  public ArchiveFacts from(List<SourceFacts> files) {
    return new ArchiveFacts(name, sha256, bytes, complete, warnings, files);
  }
}
