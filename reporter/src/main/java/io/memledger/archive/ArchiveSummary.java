package io.memledger.archive;

import io.memledger.series.Warning;
import java.util.List;

/**
 * What became known of an archive by reading it to its end.
 *
 * @param sha256 null for a folder
 * @param bytes as stored
 * @param complete false if it was cut off or damaged
 * @param warnings what was noticed on the way
 */
public record ArchiveSummary(String sha256, long bytes, boolean complete, List<Warning> warnings) {
  public ArchiveSummary {
    warnings = List.copyOf(warnings);
  }
}
