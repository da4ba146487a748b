package io.memledger.replay;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.ArchiveReader;
import io.memledger.archive.ArchiveSummary;
import io.memledger.archive.ArchiveVisitor;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.archive.SortedSpool;
import io.memledger.series.Recording;
import io.memledger.series.Warning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a recording of an archive in one streaming pass and bounded memory. Of a capture with
 * reboots the recording holds the longest stretch between two of them.
 */
public final class Replay {
  private Replay() {}

  /**
   * Reads an archive.
   *
   * @throws ArchiveException if it is missing, no archive, without snapshots, or over a limit
   */
  public static Recording run(Path path, Limits limits, Progress progress) {
    SnapshotReader snapshots = new SnapshotReader(limits, false);
    try {
      ArchiveSummary summary = new ArchiveReader(path, limits, progress).read(snapshots);
      return snapshots.finish(path, summary, List.of());
    } catch (Timeline.OutOfOrder e) {
      return sorted(path, limits, progress);
    }
  }

  /**
   * Makes a recording of snapshots that come from elsewhere, in the order of time.
   *
   * @param name of what they come from
   * @param giver hands them over
   * @throws ArchiveException without snapshots, or over a limit
   */
  public static Recording of(
      Path name, Limits limits, ArchiveSummary summary, Consumer<ArchiveVisitor> giver) {
    SnapshotReader snapshots = new SnapshotReader(limits, true);
    giver.accept(snapshots);
    return snapshots.finish(name, summary, List.of());
  }

  /** tar stores a folder in the order of its file system, which need not be that of time. */
  private static Recording sorted(Path path, Limits limits, Progress progress) {
    SnapshotReader snapshots = new SnapshotReader(limits, true);
    try (SortedSpool spool = new SortedSpool(snapshots, limits)) {
      ArchiveSummary summary = new ArchiveReader(path, limits, progress).read(spool);
      spool.replay();
      List<Warning> warnings = new ArrayList<>();
      warnings.add(Warning.of(Warning.Kind.SORTED_BY_TIME));
      warnings.addAll(spool.warnings());
      return snapshots.finish(path, summary, warnings);
    }
  }
}
