package io.memledger.report.words;

import io.memledger.series.Bytes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers and times as text that is the same in every language: binary units, three significant
 * digits, UTC. A number that is not known is a dash. {@link Amounts} has what takes words.
 */
public final class Numbers {
  public static final String UNKNOWN = "–";

  /** For values that fall: a real minus sign, as wide as the plus. */
  static final String MINUS = "−";

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Years that ISO 8601 writes with four digits; no clock of a host is beyond them. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Numbers() {}

  private static Instant clamped(Instant time) {
    return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
  }

  public static String bytes(double value) {
    if (unknown(value)) {
      return UNKNOWN;
    }
    int power = power(value);
    double scaled = value / Math.pow(Bytes.KIB, power);
    return (power == 0 ? whole(scaled) : significant(scaled)) + " " + UNITS[power];
  }

  /** The number alone, in the unit in which {@link #bytes} would tell it. */
  static String withoutUnit(double bytes) {
    String text = bytes(bytes);
    return text.substring(0, text.indexOf(' ') < 0 ? text.length() : text.indexOf(' '));
  }

  public static String count(double value) {
    return unknown(value) ? UNKNOWN : value == Math.rint(value) ? whole(value) : significant(value);
  }

  public static String time(Instant time) {
    return time == null ? UNKNOWN : MINUTES.format(clamped(time));
  }

  public static String timeToSecond(Instant time) {
    return time == null ? UNKNOWN : SECONDS.format(clamped(time));
  }

  /** ISO 8601 with milliseconds, as report.json and the CSV files have it. */
  public static String iso(Instant time) {
    return MILLIS.format(clamped(time));
  }

  /** Thousands grouped, no fraction. */
  public static String whole(double value) {
    return fixed(value, 0);
  }

  /** With its sign, thousands grouped. */
  public static String signedWhole(double value) {
    return (value > 0 ? "+" : "") + whole(value);
  }

  /** Three digits where there are fewer than three before the point. */
  public static String significant(double value) {
    if (unknown(value)) {
      return UNKNOWN;
    }
    double size = Math.abs(value);
    return fixed(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  }

  static String fixed(double value, int digits) {
    String text = String.format(Locale.ROOT, "%,." + digits + "f", Math.abs(value));
    boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
    return value < 0 && !zero ? MINUS + text : text;
  }

  public static boolean unknown(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  /** Largest unit that leaves at least 1; rounding up to 1,024 goes on to the next. */
  static int power(double value) {
    int power = 0;
    double size = Math.abs(value);
    while (size >= 1023.5 && power < UNITS.length - 1) {
      size /= Bytes.KIB;
      power++;
    }
    return power;
  }
}
