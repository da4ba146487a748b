package io.memledger.collector.common;

/**
 * The time stamps of ARCHIVE-FORMAT section 2, in UTC; strictly increasing while the clock does not
 * fall back.
 */
public final class Stamp {
  private static final long DAY_MS = 86_400_000;

  private long last;

  /**
   * Milliseconds since 1970 that no earlier call returned, unless the clock was set back by 1 s or
   * more.
   */
  public long next() {
    long now = System.currentTimeMillis();
    last = now <= last && now > last - 1000 ? last + 1 : now;
    return last;
  }

  /** {@code 20261123T040305.123Z}. */
  public static String compact(long ms) {
    return digits(new StringBuilder(20), ms, "", "T", "", true).toString();
  }

  /** {@code 20261123T040305Z}, for names. */
  public static String seconds(long ms) {
    return digits(new StringBuilder(16), ms, "", "T", "", false).toString();
  }

  /** ISO 8601: {@code 2026-11-23T04:03:05.123Z}. */
  public static String iso(long ms) {
    return digits(new StringBuilder(24), ms, "-", "T", ":", true).toString();
  }

  /**
   * Civil date from days, after Howard Hinnant's days-from-civil; java.time would load 40 classes.
   */
  private static StringBuilder digits(
      StringBuilder to, long ms, String dash, String t, String colon, boolean millis) {
    long shifted = Math.floorDiv(ms, DAY_MS) + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    long day = shifted - era * 146_097;
    long year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    long ofYear = day - (365 * year + year / 4 - year / 100);
    long month = (5 * ofYear + 2) / 153;
    long civilMonth = month < 10 ? month + 3 : month - 9;
    long civilYear = year + era * 400 + (civilMonth <= 2 ? 1 : 0);
    long time = Math.floorMod(ms, DAY_MS);
    pad(to, civilYear, 4).append(dash);
    pad(to, civilMonth, 2).append(dash);
    pad(to, ofYear - (153 * month + 2) / 5 + 1, 2).append(t);
    pad(to, time / 3_600_000, 2).append(colon);
    pad(to, time / 60_000 % 60, 2).append(colon);
    pad(to, time / 1000 % 60, 2);
    if (millis) {
      pad(to.append('.'), time % 1000, 3);
    }
    return to.append('Z');
  }

  private static StringBuilder pad(StringBuilder to, long value, int width) {
    String digits = Long.toString(value);
    for (int i = digits.length(); i < width; i++) {
      to.append('0');
    }
    return to.append(digits);
  }
}
