package io.memledger.archive;

import java.util.List;

/**
 * What became known of an archive by reading it to its end.
 *
 * @param sha256 null for a folder
 * @param bytes as stored
 * @param complete false if it was cut off or damaged
 * @param warnings in plain words
 */
public record ArchiveSummary(String sha256, long bytes, boolean complete, List<String> warnings) {
  public ArchiveSummary {
    warnings = List.copyOf(warnings);
  }
}
