package io.memledger.rules.judge;

import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;

/**
 * How much must change over half an hour or more before it matters, in bytes unless said otherwise
 * (METHOD 3.9: engineering choices, calibrated on synthetic series and one machine).
 */
public final class Materiality {
  /** Available memory of a busy machine breathes by this much. */
  private static final double USED = 64 * Bytes.MIB;

  /** Likewise of a large machine, as a share of MemTotal (METHOD 3.9, as those below). */
  private static final double USED_SHARE = 0.005;

  /** The remainder is quiet, and far less so without the per-CPU lists of zoneinfo. */
  private static final double REMAINDER = 32 * Bytes.MIB;

  /** Of MemTotal. */
  private static final double REMAINDER_SHARE = 0.003;

  /**
   * Measured on a busy host: 57 MB of standard deviation without the lists, 0.4 MB with them
   * (METHOD 2). Four times the least is above two of those deviations.
   */
  private static final double WITHOUT_ZONEINFO = 4;

  /** Heaps grow by a few chunks of their allocator without leaking. */
  private static final double PROCESS = 16 * Bytes.MIB;

  /** Of MemTotal. */
  private static final double PROCESS_SHARE = 0.0025;

  /** Of its own size: a heap breathes in proportion. */
  public static final double PROCESS_OWN = 0.05;

  /** Caches breathe by a few slabs a CPU and node. */
  private static final double SLAB = 8 * Bytes.MIB;

  /** Of MemTotal. */
  private static final double SLAB_SHARE = 0.001;

  /** Of MemTotal: a tenth of what a cache needs, since a site does nothing else. */
  private static final double SITE_SHARE = 0.0001;

  /** Slab as a whole is many caches, each with its own tide. */
  public static final double SLAB_OWN = 0.05;

  /** Kernel stacks, page tables, per-CPU memory, vmalloc. */
  public static final double KERNEL_LINE = 16 * Bytes.MIB;

  /** As for a process: a small container is one. */
  private static final double CGROUP = 16 * Bytes.MIB;

  /** Of its limit: at this pace a hundred windows fill it. */
  private static final double CGROUP_LIMIT_SHARE = 0.01;

  /** Descriptors, and the share of those a process had. */
  private static final double DESCRIPTORS = 50;

  /** Threads. */
  private static final double THREADS = 20;

  /** A part of a material rise that is smaller than these is the ordinary stir of a machine. */
  private static final double PROCESS_IN_MINUTES = 4 * Bytes.MIB;

  /** As for a process. */
  private static final double SLAB_IN_MINUTES = 4 * Bytes.MIB;

  /** Descriptors: two fifths of what matters over half an hour; set, not measured. */
  private static final double DESCRIPTORS_IN_MINUTES = 20;

  /** Threads: half of what matters over half an hour; set, not measured. */
  private static final double THREADS_IN_MINUTES = 10;

  /**
   * Of itself, of a cache whose line as a whole holds still: it grows while others shrink, as loads
   * that take turns do; set, not measured.
   */
  public static final double CACHE_ALONE = 0.25;

  /** Of its own count: pools breathe in proportion. */
  public static final double COUNT_OWN = 0.1;

  /** In minutes a leak cannot show all that; an eighth must be there, if it rises steadily. */
  private static final double LEAST_SHARE = 0.125;

  /** The window from which a leak can be proven, and must show a whole material rise. */
  private static final double FULL_SECONDS = 30 * 60;

  /** MemTotal below which everything is in proportion. */
  private static final double SMALL = 512 * Bytes.MIB;

  private Materiality() {}

  /** What part of a material rise a window of so many seconds must show. */
  public static double scale(double seconds) {
    return Math.min(1, Math.max(LEAST_SHARE, seconds / FULL_SECONDS));
  }

  public static double used(Recording recording) {
    return Math.max(least(recording, USED), USED_SHARE * total(recording));
  }

  public static double remainder(Recording recording) {
    double least = Math.max(least(recording, REMAINDER), REMAINDER_SHARE * total(recording));
    return recording.host(Metric.PCP_FREE).isPresent() ? least : WITHOUT_ZONEINFO * least;
  }

  public static double process(Recording recording) {
    double full = Math.max(least(recording, PROCESS), PROCESS_SHARE * total(recording));
    return atLeast(full, least(recording, PROCESS_IN_MINUTES), recording);
  }

  public static double slab(Recording recording) {
    double full = Math.max(least(recording, SLAB), SLAB_SHARE * total(recording));
    return atLeast(full, least(recording, SLAB_IN_MINUTES), recording);
  }

  /** Slab as a whole, or a part of it, of which the part that was there breathes. */
  public static double ofSlab(Recording recording, TimeSeries series) {
    return Math.max(slab(recording), SLAB_OWN * series.first().value());
  }

  public static double descriptors(Recording recording, double own) {
    return Math.max(atLeast(DESCRIPTORS, DESCRIPTORS_IN_MINUTES, recording), COUNT_OWN * own);
  }

  public static double threads(Recording recording, double own) {
    return Math.max(atLeast(THREADS, THREADS_IN_MINUTES, recording), COUNT_OWN * own);
  }

  /**
   * What a call site counts is exact, and a driver's leak is no larger on a larger machine; but its
   * tables are.
   */
  public static double site(Recording recording) {
    double full = Math.max(least(recording, SLAB), SITE_SHARE * total(recording));
    return atLeast(full, least(recording, SLAB_IN_MINUTES), recording);
  }

  /** Raised so that its part in a short capture is no less than what makes a sign at all. */
  private static double atLeast(double full, double inMinutes, Recording recording) {
    return Math.max(full, inMinutes / scale(recording.span()));
  }

  /**
   * @param limit of the cgroup; NaN for none
   */
  public static double cgroup(Recording recording, double limit) {
    double share =
        Double.isNaN(limit) ? PROCESS_SHARE * total(recording) : CGROUP_LIMIT_SHARE * limit;
    return Math.max(CGROUP, share);
  }

  /**
   * A number of bytes that is little anywhere but on the smallest machines: routers and other small
   * devices have less memory than a server's heap breathes by.
   */
  private static double least(Recording recording, double bytes) {
    double total = total(recording);
    return total > 0 ? bytes * Math.min(1, total / SMALL) : bytes;
  }

  private static double total(Recording recording) {
    double total = recording.hostFacts().memTotal();
    return Double.isNaN(total) ? 0 : total;
  }
}
