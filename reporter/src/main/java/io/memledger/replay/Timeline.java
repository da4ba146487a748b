package io.memledger.replay;

import io.memledger.series.CaptureFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The time of each snapshot: by uptime where it was captured, else by the wall clock; reboots,
 * jumps of the clock, and gaps.
 */
final class Timeline {
  /** What a snapshot is to the one before. */
  enum Step {
    FIRST,
    ON,
    REBOOT
  }

  /** Snapshots stand in the archive in another order than that of time. */
  static final class OutOfOrder extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** btime is cut to seconds, and a slow snapshot reads uptime late (METHOD 3.1). */
  private static final double BOOT_TOLERANCE = 2;

  /** A wall clock that moves this much more or less than uptime, in seconds, was set. */
  private static final double JUMP = 5;

  /** A gap is this many median intervals (METHOD 3.1). */
  private static final double GAP = 5;

  private static final int ENOUGH_INTERVALS = 301;
  private static final int MAX_INTERVALS = 200_000;
  private static final int MAX_GAPS = 100;
  private static final int MAX_BREAKS = 1_000;

  private record Gap(double seconds, int at, long from, long to) {}

  private record Break(int at, long from, long to, String kind) {}

  private final boolean sorted;
  private final PriorityQueue<Gap> gaps =
      new PriorityQueue<>(Comparator.comparingDouble(Gap::seconds));
  private final List<Break> breaks = new ArrayList<>();
  private double[] intervals = new double[256];
  private int intervalCount;
  private double median;
  private int medianOf;
  private int snapshots;
  private Seen before;
  private long firstStamp;
  private double time;
  private double uptimeAtZero = Double.NaN;
  private double spanBefore;
  private double lastInterval;
  private boolean contradicted;

  /**
   * @param sorted true if the snapshots were put in order, so that a stamp cannot go backward
   */
  Timeline(boolean sorted) {
    this.sorted = sorted;
  }

  /** Moves on to a snapshot. */
  Step next(Seen seen) {
    snapshots++;
    contradicted = before != null && contradicts(seen);
    Seen now = contradicted ? seen.withoutUptime() : seen;
    Step step = before == null ? Step.FIRST : step(now);
    if (step == Step.ON) {
      advance(now);
    } else {
      spanBefore += time;
      time = 0;
      uptimeAtZero = now.uptime();
      if (step == Step.REBOOT) {
        addBreak(now, "reboot");
      } else {
        firstStamp = now.stamp();
      }
    }
    before = now;
    return step;
  }

  /** Whether the last snapshot's uptime was left out, since all else contradicts it. */
  boolean contradicted() {
    return contradicted;
  }

  /**
   * One damaged number is no reboot while the wall clock goes on and the boot stays where it is.
   */
  private boolean contradicts(Seen now) {
    if (!now.hasUptime() || !before.hasUptime()) {
      return false;
    }
    double moved = now.uptime() - before.uptime();
    double wall = (now.stamp() - before.stamp()) / 1000.0;
    boolean sameBoot =
        Math.abs(now.bootTime() - before.bootTime()) <= BOOT_TOLERANCE && !hasOtherId(now);
    boolean goesOn = wall >= 0 && wall <= plausible();
    return sameBoot && goesOn && (moved < -1 || moved > plausible() + JUMP);
  }

  private boolean hasOtherId(Seen now) {
    return now.bootId() != null && before.bootId() != null && !now.bootId().equals(before.bootId());
  }

  private Step step(Seen now) {
    boolean uptimes = now.hasUptime() && before.hasUptime();
    double moved = uptimes ? now.uptime() - before.uptime() : Double.NaN;
    double wall = (now.stamp() - before.stamp()) / 1000.0;
    boolean otherId = hasOtherId(now);
    boolean fell = uptimes && moved < -1;
    double shift = now.bootTime() - before.bootTime();
    boolean otherTime = Math.abs(shift) > BOOT_TOLERANCE;
    if (wall < 0 && !sorted && !otherId) {
      // Backward: the clock was set back, a machine without clock rebooted, or the archive is not
      // in order. In order uptime goes on by an interval; in a reboot the boot itself moved.
      boolean setBack = uptimes && moved >= 0 && moved <= plausible();
      boolean rebooted = fell && Math.abs(wall - moved) > BOOT_TOLERANCE + JUMP;
      if (!setBack && !rebooted) {
        throw new OutOfOrder();
      }
    }
    if (fell || otherId) {
      return Step.REBOOT;
    }
    if (otherTime) {
      boolean restarted = now.switches() < before.switches();
      if (restarted || !uptimes || moved > plausible() && Math.abs(wall - moved) > JUMP) {
        return Step.REBOOT;
      }
    }
    if (uptimes && Math.abs(wall - moved) > JUMP || !uptimes && wall < 0) {
      addBreak(now, "clock-jump");
    }
    return Step.ON;
  }

  /** Seconds that may pass between two snapshots without a gap. */
  private double plausible() {
    return Math.max(60, GAP * median());
  }

  private void advance(Seen now) {
    double from = time;
    if (now.hasUptime() && !Double.isNaN(uptimeAtZero)) {
      time = Math.max(time, now.uptime() - uptimeAtZero);
    } else {
      double wall = (now.stamp() - before.stamp()) / 1000.0;
      time += wall >= 0 ? wall : lastInterval;
      uptimeAtZero = now.hasUptime() ? now.uptime() - time : Double.NaN;
    }
    if (!now.hasUptime()) {
      uptimeAtZero = Double.NaN;
    }
    lastInterval = time - from;
    if (intervalCount < MAX_INTERVALS) {
      if (intervalCount == intervals.length) {
        intervals = Arrays.copyOf(intervals, intervalCount * 2);
      }
      intervals[intervalCount++] = lastInterval;
    }
    gaps.add(new Gap(lastInterval, snapshots, before.stamp(), now.stamp()));
    if (gaps.size() > MAX_GAPS) {
      gaps.poll();
    }
  }

  private void addBreak(Seen now, String kind) {
    if (breaks.size() < MAX_BREAKS) {
      breaks.add(new Break(snapshots, before.stamp(), now.stamp(), kind));
    }
  }

  /** Seconds since the current segment's start. */
  double time() {
    return time;
  }

  int snapshots() {
    return snapshots;
  }

  /** Stamp of the first snapshot, milliseconds. */
  long start() {
    return firstStamp;
  }

  /** Stamp of the last snapshot, milliseconds. */
  long end() {
    return before.stamp();
  }

  /** Seconds between the first and the last snapshot, those of reboots left out. */
  double span() {
    return spanBefore + time;
  }

  /** Median seconds between snapshots; NaN with fewer than two. */
  double median() {
    if (intervalCount == 0) {
      return Double.NaN;
    }
    // The first few hundred tell the interval; the median of all is taken once, at the end.
    int count = Math.min(intervalCount, ENOUGH_INTERVALS);
    if (count != medianOf) {
      double[] some = Arrays.copyOf(intervals, count);
      Arrays.sort(some);
      median = some[count / 2];
      medianOf = count;
    }
    return median;
  }

  private double medianOfAll() {
    if (intervalCount == 0) {
      return Double.NaN;
    }
    double[] all = Arrays.copyOf(intervals, intervalCount);
    Arrays.sort(all);
    int half = all.length / 2;
    return all.length % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2;
  }

  /** Seconds between snapshots, as reported. */
  double interval() {
    return medianOfAll();
  }

  /** Stretches without a break, in order. */
  List<CaptureFacts.Segment> segments() {
    List<Break> all = breaks();
    List<CaptureFacts.Segment> found = new ArrayList<>();
    long from = firstStamp;
    String kind = "start";
    for (Break one : all) {
      found.add(segment(from, one.from(), kind));
      from = one.to();
      kind = one.kind();
    }
    found.add(segment(from, before.stamp(), kind));
    return found;
  }

  /** Index of the segment that begins with the nth boot, from 0. */
  int segmentOfBoot(int boot) {
    int reboots = 0;
    int index = 0;
    for (Break one : breaks()) {
      if (reboots == boot) {
        break;
      }
      index++;
      reboots += one.kind().equals("reboot") ? 1 : 0;
    }
    return index;
  }

  private List<Break> breaks() {
    List<Break> all = new ArrayList<>(breaks);
    double longest = GAP * medianOfAll();
    for (Gap gap : gaps) {
      boolean known = all.stream().anyMatch(b -> b.at() == gap.at());
      if (gap.seconds() > longest && !known) {
        all.add(new Break(gap.at(), gap.from(), gap.to(), "gap"));
      }
    }
    all.sort(Comparator.comparingInt(Break::at));
    return all;
  }

  private static CaptureFacts.Segment segment(long from, long to, String kind) {
    return new CaptureFacts.Segment(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), kind);
  }
}
