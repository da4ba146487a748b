package io.memledger.forms.sysstat;

import io.memledger.forms.When;

/**
 * How far the machine's clock is from UTC: records tell both times of day, and the header the date.
 */
final class SaOffset {
  private static final int DAY = 86_400;

  /** Offsets are of whole quarters of an hour; the rest is the time between two looks. */
  private static final int QUARTER = 900;

  /** The farthest to the west and to the east. */
  private static final int WEST = -12 * 3600;

  private static final int EAST = 14 * 3600;

  private final SaHeader header;

  SaOffset(SaHeader header) {
    this.header = header;
  }

  /**
   * A moment with its offset.
   *
   * @param time seconds since 1970
   * @param clock seconds since midnight on the machine
   */
  When of(long time, int clock) {
    if (time <= 0 || time > Integer.MAX_VALUE * 4L) {
      return When.instant(Math.max(0, Math.min(time, Integer.MAX_VALUE * 4L)) * 1000);
    }
    long off = clock - Math.floorMod(time, DAY);
    long quarter = Math.floorDiv(off + QUARTER / 2, QUARTER) * QUARTER;
    int found = When.UNKNOWN;
    for (long one = quarter - DAY; one <= quarter + DAY; one += DAY) {
      boolean ofThatDay = Math.floorDiv(header.created() + one, DAY) == header.day();
      if (one >= WEST && one <= EAST && (found == When.UNKNOWN || ofThatDay)) {
        found = (int) one;
      }
    }
    return found == When.UNKNOWN
        ? When.instant(time * 1000)
        : When.instant((time + found) * 1000, found);
  }
}
