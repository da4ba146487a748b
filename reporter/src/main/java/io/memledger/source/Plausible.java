package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Unit;
import java.util.EnumSet;
import java.util.Set;

/** Which values a machine can have: what lies beyond is damage, and not known. */
public final class Plausible {
  /**
   * Bytes: 256 TiB, eight times the largest machine that Linux has run on. So many lines of a
   * ledger still sum exactly in a double.
   */
  public static final double MOST_BYTES = 1L << 48;

  /** Seconds since 1970 of the last year that ISO 8601 writes with four digits. */
  private static final double LAST_SECOND = 253_402_300_799.0;

  /** What may be as large as its type, where it means that there is no limit, or is no memory. */
  private static final Set<Metric> UNBOUNDED =
      EnumSet.of(
          Metric.CG_LIMIT,
          Metric.CG_HIGH,
          Metric.PROC_VSIZE,
          Metric.ARC_MAX,
          Metric.MOUNT_SIZE,
          Metric.SHM_SIZE,
          Metric.COMMITTED_AS);

  private Plausible() {}

  public static boolean is(Metric metric, double value) {
    switch (metric) {
      case MEM_TOTAL:
        return value > 0 && value <= MOST_BYTES;
      case BOOT_TIME, UPTIME:
        return value >= 0 && value <= LAST_SECOND;
      default:
        return metric.unit() != Unit.BYTES
            || value >= 0 && (value <= MOST_BYTES || UNBOUNDED.contains(metric));
    }
  }
}
