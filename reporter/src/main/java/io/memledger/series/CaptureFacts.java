package io.memledger.series;

import java.time.Instant;
import java.util.List;

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
    String reason) {
  public CaptureFacts {
    segments = List.copyOf(segments);
    missing = List.copyOf(missing);
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
