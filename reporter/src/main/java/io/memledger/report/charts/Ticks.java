package io.memledger.report.charts;

import io.memledger.report.words.Language;
import io.memledger.report.words.Numbers;
import io.memledger.series.Bytes;
import io.memledger.series.Seconds;
import io.memledger.series.Unit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Round marks for axes: 1, 2 or 5 times a power of ten of a binary unit; whole steps of the clock.
 */
final class Ticks {
  /** One mark. */
  record Tick(double value, String label) {}

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final int[] ROUND = {1, 2, 5, 10, 20, 50, 100, 200, 500};
  private static final int MINUTE = (int) Seconds.MINUTE;
  private static final int HOUR = (int) Seconds.HOUR;
  private static final int DAY = (int) Seconds.DAY;
  private static final int[] CLOCK = {
    1,
    2,
    5,
    10,
    15,
    30,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    28 * DAY,
    91 * DAY,
    182 * DAY,
    364 * DAY
  };
  private static final DateTimeFormatter SECOND = format("HH:mm:ss", Language.ENGLISH);
  private static final DateTimeFormatter MINUTE_OF_DAY = format("HH:mm", Language.ENGLISH);

  private Ticks() {}

  private static DateTimeFormatter format(String pattern, Language language) {
    return DateTimeFormatter.ofPattern(pattern, language.locale()).withZone(ZoneOffset.UTC);
  }

  /** Marks within low to high, no more than most. */
  static List<Tick> values(double low, double high, Unit unit, int most) {
    boolean binary = unit == Unit.BYTES || unit == Unit.BYTES_PER_HOUR;
    double step = binary ? byteStep((high - low) / most) : decimalStep((high - low) / most);
    List<Tick> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
      double value = k * step;
      ticks.add(new Tick(value, binary ? bytes(value, step) : number(value)));
    }
    return ticks;
  }

  private static double byteStep(double least) {
    double unit = 1;
    for (int power = 0; power < UNITS.length; power++, unit *= Bytes.KIB) {
      for (int round : ROUND) {
        if (round * unit >= least) {
          return round * unit;
        }
      }
    }
    return least;
  }

  private static double decimalStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9))));
    for (int round : new int[] {1, 2, 5}) {
      if (round * power >= least * (1 - 1e-9)) {
        return round * power;
      }
    }
    return 10 * power;
  }

  /**
   * In the unit of the step, so that all marks of an axis share it; a round larger one where all
   * fit.
   */
  private static String bytes(double value, double step) {
    if (value == 0) {
      return "0";
    }
    int power = 0;
    while (power < UNITS.length - 1 && step >= Math.pow(Bytes.KIB, power + 1)) {
      power++;
    }
    return Numbers.whole(value / Math.pow(Bytes.KIB, power)) + " " + UNITS[power];
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Numbers.whole(value) : Numbers.significant(value);
  }

  /** Marks on whole hours, days and so on of UTC; midnight is marked by the date. */
  static List<Tick> times(ChartSpec.Frame frame, int most) {
    double span = frame.to() - frame.from();
    long longest = CLOCK[CLOCK.length - 1];
    long step = longest * Math.max(1, (long) Math.ceil(span / longest / Math.max(1, most)));
    for (int candidate : CLOCK) {
      if (span / candidate <= most) {
        step = candidate;
        break;
      }
    }
    double origin = frame.start().toEpochMilli() / 1000.0;
    List<Tick> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil((origin + frame.from()) / step);
        k * (double) step <= origin + frame.to();
        k++) {
      // The zone is named once, at the first mark.
      String zone = ticks.isEmpty() ? " UTC" : "";
      String label = label(k * step, step, frame.language());
      ticks.add(new Tick(k * (double) step - origin, label + zone));
    }
    return ticks;
  }

  private static String label(long epochSecond, long step, Language language) {
    Instant time = Instant.ofEpochSecond(epochSecond);
    ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
    boolean midnight = utc.toLocalTime().toSecondOfDay() == 0;
    if (step >= DAY || midnight) {
      return format(language.dayPattern(), language).format(time);
    }
    return step < MINUTE ? SECOND.format(time) : MINUTE_OF_DAY.format(time);
  }
}
