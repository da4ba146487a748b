package io.memledger.report.words;

import io.memledger.rule.Wording;
import io.memledger.rule.Wording.Quantity;
import io.memledger.series.Bytes;
import io.memledger.series.Seconds;
import io.memledger.series.Unit;

/** Quantities in the words of a language: rates, shares and lengths of time. */
public final class Amounts {
  private static final int MINUTE = 60;

  private final Messages messages;

  Amounts(Messages messages) {
    this.messages = messages;
  }

  public String quantity(Quantity given) {
    return quantity(given.value(), given.unit());
  }

  public String quantity(double value, Unit unit) {
    return switch (unit) {
      case BYTES -> Numbers.bytes(value);
      case BYTES_PER_HOUR -> byteRate(value);
      case COUNT -> Numbers.count(value);
      case COUNT_PER_HOUR -> rated("number.per.hour", value);
      case COUNT_PER_SECOND -> rated("number.per.second", value);
      case PAGES_PER_SECOND -> rated("number.pages.per.second", value);
      case SECONDS -> duration(value);
      case RATIO -> percent(value);
    };
  }

  /** With its sign, for changes. */
  public String signed(double value, Unit unit) {
    return (value > 0 ? "+" : "") + quantity(value, unit);
  }

  private String rated(String key, double value) {
    return Numbers.unknown(value) ? Numbers.UNKNOWN : say(key, Numbers.significant(value));
  }

  /** Bytes per hour, shown per day or minute where that gives a number one can picture. */
  public String byteRate(double perHour) {
    if (Numbers.unknown(perHour)) {
      return Numbers.UNKNOWN;
    }
    Span span = Span.of(perHour);
    return say(span.key, Numbers.bytes(perHour * span.hours));
  }

  /** Both ends of an interval in the same unit of time. */
  public String rateInterval(double low, double high, double rate, Unit unit) {
    if (unit != Unit.BYTES) {
      return say("number.per.hour", range(Numbers.significant(low), Numbers.significant(high)));
    }
    Span span = Span.of(rate);
    double from = low * span.hours;
    double to = high * span.hours;
    boolean same = Numbers.power(from) == Numbers.power(to);
    String first = same ? Numbers.withoutUnit(from) : Numbers.bytes(from);
    return say(span.key, range(first, Numbers.bytes(to)));
  }

  private String range(String low, String high) {
    return messages.render(Wording.of("number.range").with("low", low).with("high", high));
  }

  public String rate(double perHour, Unit unit) {
    return quantity(perHour, unit == Unit.BYTES ? Unit.BYTES_PER_HOUR : Unit.COUNT_PER_HOUR);
  }

  public String percent(double ratio) {
    if (Numbers.unknown(ratio)) {
      return Numbers.UNKNOWN;
    }
    double percent = ratio * 100;
    double size = Math.abs(percent);
    int digits = size == Math.rint(size) || size >= 9.95 ? 0 : size >= 0.095 ? 1 : 2;
    boolean tiny = size > 0 && size < 0.005;
    return say("number.percent", tiny ? "<0.01" : Numbers.fixed(percent, digits));
  }

  /** The two largest units that matter: "3 d 4 h", "52 min", "8.2 s". */
  public String duration(double seconds) {
    if (Numbers.unknown(seconds)) {
      return Numbers.UNKNOWN;
    }
    if (seconds < 0) {
      return Numbers.MINUS + duration(-seconds);
    }
    if (seconds < 59.95) {
      boolean whole = seconds == Math.rint(seconds);
      return say("number.seconds", Numbers.fixed(seconds, whole ? 0 : 1));
    }
    long minutes = Math.round(seconds / MINUTE);
    long rounded = Math.round(seconds);
    if (seconds < 10 * MINUTE && rounded % MINUTE != 0) {
      return two("number.minutes-seconds", rounded / MINUTE, rounded % MINUTE);
    }
    if (minutes < 60) {
      return say("number.minutes", Long.toString(minutes));
    }
    if (minutes < 48 * 60) {
      return minutes % 60 == 0
          ? say("number.hours", Long.toString(minutes / 60))
          : two("number.hours-minutes", minutes / 60, minutes % 60);
    }
    long hours = Math.round(seconds / Seconds.HOUR);
    if (hours < 60 * 24) {
      return hours % 24 == 0
          ? say("number.days", Long.toString(hours / 24))
          : two("number.days-hours", hours / 24, hours % 24);
    }
    return say("number.days", Numbers.significant(seconds / Seconds.DAY));
  }

  private String say(String key, String amount) {
    return messages.render(Wording.of(key).with("amount", amount));
  }

  private String two(String key, long more, long rest) {
    return messages.render(
        Wording.of(key).with("more", Long.toString(more)).with("rest", Long.toString(rest)));
  }

  /** The unit of time in which a rate is told. */
  private enum Span {
    MINUTE("number.per.minute", 1.0 / 60),
    HOUR("number.per.hour", 1),
    DAY("number.per.day", 24);

    /** From a gibibyte a minute on, people think in minutes. */
    private static final double FAST = 60 * Bytes.GIB;

    /** Below a mebibyte an hour, people think in days. */
    private static final double SLOW = Bytes.MIB;

    private final String key;
    private final double hours;

    Span(String key, double hours) {
      this.key = key;
      this.hours = hours;
    }

    private static Span of(double perHour) {
      double size = Math.abs(perHour);
      return size >= FAST ? MINUTE : size < SLOW && size > 0 ? DAY : HOUR;
    }
  }
}
