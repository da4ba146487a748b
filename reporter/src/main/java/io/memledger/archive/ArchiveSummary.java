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
 * @param unread what it holds that no source reads
 */
public record ArchiveSummary(
    String sha256, long bytes, boolean complete, List<Warning> warnings, Unread unread) {
  /**
   * Entries that nobody reads.
   *
   * @param count of all
   * @param names of the first few
   * @param misplaced whether some would be read if they lay in the folder of a snapshot
   */
  public record Unread(long count, List<String> names, boolean misplaced) {
    public Unread {
      names = List.copyOf(names);
    }
  }

  public ArchiveSummary {
    warnings = List.copyOf(warnings);
  }
}
