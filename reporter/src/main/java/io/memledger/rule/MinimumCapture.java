package io.memledger.rule;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.List;

/** How much must have been observed before anything is said (METHOD 3.3 and 3.9). */
public final class MinimumCapture {
  /** Fewer samples, or a shorter span, and the verdict is inconclusive. */
  public static final long FEWEST_SAMPLES = 20;

  /** Likewise in seconds: what starts or stops is over by then. */
  public static final double SHORTEST_SECONDS = 60;

  /** What "leak" asks for; below it the most is "suspected leak". */
  public static final long LEAK_SAMPLES = 60;

  /** Likewise in seconds: caches and pools have filled by then (METHOD 3.3). */
  public static final double LEAK_SECONDS = 30 * 60;

  /** Samples of the stretch in which it grew, where growth began late. */
  public static final long GROWTH_SAMPLES = 30;

  /** A process younger than this, or than a fifth of the span, is warming up. */
  public static final double WARM_UP_SECONDS = 15 * 60;

  /** Likewise by the span, so that most of a short capture is judged. */
  public static final double WARM_UP_SHARE = 0.2;

  /** Shorter captures cannot tell a daily cycle from a trend. */
  public static final double TWO_DAYS = 48 * 3600;

  /** A gap of this share of the span leaves too much unseen for high confidence. */
  public static final double LONG_GAP = 0.25;

  private MinimumCapture() {}

  /** Snapshots of the analysed segment. */
  public static long samples(Recording recording) {
    for (Metric metric : List.of(Metric.MEM_FREE, Metric.MEM_TOTAL, Metric.AVAILABLE)) {
      if (recording.host(metric).isPresent()) {
        return recording.host(metric).get().samples();
      }
    }
    return 0;
  }

  public static boolean tooShort(Recording recording) {
    return samples(recording) < FEWEST_SAMPLES || recording.span() < SHORTEST_SECONDS;
  }

  /** Whether the capture is long enough for "leak". */
  public static boolean longEnough(Recording recording) {
    return samples(recording) >= LEAK_SAMPLES && recording.span() >= LEAK_SECONDS;
  }

  /** Seconds of a process' life that are not judged. */
  public static double warmUp(Recording recording) {
    return Math.min(WARM_UP_SECONDS, WARM_UP_SHARE * recording.span());
  }
}
