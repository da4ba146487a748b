package io.memledger.series;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the archive was captured.
 *
 * @param start stamp of the first snapshot of the whole archive
 * @param end stamp of the last
 * @param spanSeconds between the two, by uptime where it was captured
 * @param snapshots in the whole archive
 * @param intervalSeconds median time between snapshots; NaN with fewer than two
 * @param segments in order; a reboot, a long gap or a clock jump begins a new one
 * @param analysed index of the segment that the recording holds
 * @param missing sources that the archive lacks or could not read
 * @param collectorCpuShare CPU seconds of the collector per second captured; NaN if not recorded
 * @param collectorPeakRss bytes; NaN if not recorded
 * @param reason why the capture ended (footer); null without a footer
 * @param sources paths that any snapshot holds, "proc/&lt;pid&gt;" for those of processes; empty
 *     where not known
 */
public record CaptureFacts(
    Instant start,
    Instant end,
    double spanSeconds,
    int snapshots,
    double intervalSeconds,
    List<Segment> segments,
    int analysed,
    List<MissingSource> missing,
    double collectorCpuShare,
    double collectorPeakRss,
    String reason,
    SortedSet<String> sources,
    SortedMap<String, String> elsewhere) {
  public CaptureFacts {
    elsewhere = Collections.unmodifiableSortedMap(new TreeMap<>(elsewhere));
    sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
    segments = List.copyOf(segments);
    missing = List.copyOf(missing);
  }

  /** A capture of which nobody knows what it holds, such as one made by hand. */
  public CaptureFacts(
      Instant start,
      Instant end,
      double spanSeconds,
      int snapshots,
      double intervalSeconds,
      List<Segment> segments,
      int analysed,
      List<MissingSource> missing,
      double collectorCpuShare,
      double collectorPeakRss,
      String reason) {
    this(
        start,
        end,
        spanSeconds,
        snapshots,
        intervalSeconds,
        segments,
        analysed,
        missing,
        collectorCpuShare,
        collectorPeakRss,
        reason,
        Collections.emptySortedSet(),
        Collections.emptySortedMap());
  }

  /**
   * A stretch without a break.
   *
   * @param beginsWith start, reboot, gap or clock-jump
   */
  public record Segment(Instant start, Instant end, String beginsWith) {}

  /**
   * @param path as in the archive, such as proc/slabinfo
   * @param reason as the collector or the kernel says it; see {@link MissingReason}
   */
  public record MissingSource(String path, String reason) {
    /** One that no snapshot holds, and of which nobody says why. */
    public static MissingSource absent(String path) {
      return new MissingSource(path, MissingReason.NOT_IN_ARCHIVE.said());
    }
  }
}
