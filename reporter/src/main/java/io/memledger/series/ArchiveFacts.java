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
 */
public record ArchiveFacts(
    String name, String sha256, long bytes, boolean complete, List<Warning> warnings) {
  public ArchiveFacts {
    warnings = List.copyOf(warnings);
  }
}
