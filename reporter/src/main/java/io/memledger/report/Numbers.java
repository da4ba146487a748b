package io.memledger.report;

import io.memledger.rule.Wording.Quantity;
import io.memledger.series.Unit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers and times as text: binary units, three significant digits, UTC, the same everywhere. A
 * number that is not known is a dash.
 */
final class Numbers {
  static final String UNKNOWN = "–";

  /** For values that fall: a real minus sign, as wide as the plus. */
  private static final String MINUS = "−";

  private static final double KIB = 1024;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Numbers() {}

  static String quantity(Quantity given) {
    double value = given.value();
    return switch (given.unit()) {
      case BYTES -> bytes(value);
      case BYTES_PER_HOUR -> byteRate(value);
      case COUNT -> count(value);
      case COUNT_PER_HOUR -> unknown(value) ? UNKNOWN : significant(value) + "/h";
      case COUNT_PER_SECOND -> unknown(value) ? UNKNOWN : significant(value) + "/s";
      case PAGES_PER_SECOND -> unknown(value) ? UNKNOWN : significant(value) + " pages/s";
      case SECONDS -> duration(value);
      case RATIO -> percent(value);
    };
  }

  static String quantity(double value, Unit unit) {
    return quantity(new Quantity(value, unit));
  }

  static String bytes(double value) {
    if (unknown(value)) {
      return UNKNOWN;
    }
    int power = power(value);
    double scaled = value / Math.pow(KIB, power);
    return (power == 0 ? whole(scaled) : significant(scaled)) + " " + UNITS[power];
  }

  /** With its sign, for changes. */
  static String signed(double value, Unit unit) {
    return (value > 0 ? "+" : "") + quantity(value, unit);
  }

  /** Bytes per hour, shown per day or minute where that gives a number one can picture. */
  static String byteRate(double perHour) {
    if (unknown(perHour)) {
      return UNKNOWN;
    }
    Span span = Span.of(perHour);
    return bytes(perHour * span.hours) + "/" + span.word;
  }

  /** Both ends of an interval in the same unit of time. */
  static String rateInterval(double low, double high, double rate, Unit unit) {
    if (unit != Unit.BYTES) {
      return significant(low) + " to " + significant(high) + "/h";
    }
    Span span = Span.of(rate);
    double from = low * span.hours;
    double to = high * span.hours;
    String first = power(from) == power(to) ? bytes(from).split(" ")[0] : bytes(from);
    return first + " to " + bytes(to) + "/" + span.word;
  }

  static String rate(double perHour, Unit unit) {
    return quantity(perHour, unit == Unit.BYTES ? Unit.BYTES_PER_HOUR : Unit.COUNT_PER_HOUR);
  }

  static String count(double value) {
    return unknown(value) ? UNKNOWN : value == Math.rint(value) ? whole(value) : significant(value);
  }

  static String percent(double ratio) {
    if (unknown(ratio)) {
      return UNKNOWN;
    }
    double percent = ratio * 100;
    double size = Math.abs(percent);
    int digits = size == Math.rint(size) || size >= 9.95 ? 0 : size >= 0.095 ? 1 : 2;
    return (size > 0 && size < 0.005 ? "<0.01" : fixed(percent, digits)) + " %";
  }

  /** The two largest units that matter: "3 d 4 h", "52 min", "8.2 s". */
  static String duration(double seconds) {
    if (unknown(seconds)) {
      return UNKNOWN;
    }
    if (seconds < 0) {
      return MINUS + duration(-seconds);
    }
    if (seconds < 59.95) {
      return (seconds == Math.rint(seconds) ? whole(seconds) : fixed(seconds, 1)) + " s";
    }
    long minutes = Math.round(seconds / 60);
    if (seconds < 600 && Math.round(seconds) % 60 != 0) {
      return Math.round(seconds) / 60 + " min " + Math.round(seconds) % 60 + " s";
    }
    if (minutes < 60) {
      return minutes + " min";
    }
    if (minutes < 48 * 60) {
      return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    long hours = Math.round(seconds / 3600);
    if (hours < 60 * 24) {
      return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }
    return significant(seconds / 86_400) + " d";
  }

  static String time(Instant time) {
    return time == null ? UNKNOWN : MINUTES.format(time);
  }

  static String timeToSecond(Instant time) {
    return time == null ? UNKNOWN : SECONDS.format(time);
  }

  /** ISO 8601 with milliseconds, as report.json and the CSV files have it. */
  static String iso(Instant time) {
    return MILLIS.format(time);
  }

  /** Thousands grouped, no fraction. */
  static String whole(double value) {
    return fixed(value, 0);
  }

  /** With its sign, thousands grouped. */
  static String signedWhole(double value) {
    return (value > 0 ? "+" : "") + whole(value);
  }

  /** Three digits where there are fewer than three before the point. */
  static String significant(double value) {
    if (unknown(value)) {
      return UNKNOWN;
    }
    double size = Math.abs(value);
    return fixed(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  }

  private static String fixed(double value, int digits) {
    String text = String.format(Locale.ROOT, "%,." + digits + "f", Math.abs(value));
    boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
    return value < 0 && !zero ? MINUS + text : text;
  }

  static boolean unknown(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  /** Largest unit that leaves at least 1; rounding up to 1,024 goes on to the next. */
  private static int power(double value) {
    int power = 0;
    double size = Math.abs(value);
    while (size >= 1023.5 && power < UNITS.length - 1) {
      size /= KIB;
      power++;
    }
    return power;
  }

  /** The unit of time in which a rate is told. */
  private enum Span {
    MINUTE("min", 1.0 / 60),
    HOUR("h", 1),
    DAY("day", 24);

    /** From a gibibyte a minute on, people think in minutes. */
    private static final double FAST = 60.0 * (1 << 30);

    /** Below a mebibyte an hour, people think in days. */
    private static final double SLOW = 1 << 20;

    private final String word;
    private final double hours;

    Span(String word, double hours) {
      this.word = word;
      this.hours = hours;
    }

    private static Span of(double perHour) {
      double size = Math.abs(perHour);
      return size >= FAST ? MINUTE : size < SLOW && size > 0 ? DAY : HOUR;
    }
  }
}
