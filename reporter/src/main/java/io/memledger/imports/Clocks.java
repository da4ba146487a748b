package io.memledger.imports;

import io.memledger.forms.When;
import io.memledger.series.Warning;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes moments of the times that the files of one host tell: what one leaves open another may say,
 * and each guess is a warning.
 */
final class Clocks {
  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;

  /** A date without a year that goes back by more than this is of the next one. */
  private static final long HALF_A_YEAR = 183 * DAY;

  /** A clock that goes back by more than this has passed midnight. */
  private static final long NEXT_DAY = 12 * HOUR;

  private final Settings settings;

  /** Offsets in seconds that files tell, from when on. */
  private final TreeMap<Long, Integer> offsets = new TreeMap<>();

  /** Where the looks lie that tell their moment. */
  private long earliest = Long.MAX_VALUE;

  /** A file that tells moments; null if none does. */
  private Told placed;

  Clocks(Settings settings) {
    this.settings = settings;
  }

  /** Gives every look of all files its moment. */
  void resolve(List<Told> files) {
    for (Told file : files) {
      for (Spool.Look look : file.looks()) {
        When when = look.when();
        if (when.kind() == When.Kind.INSTANT) {
          earliest = Math.min(earliest, when.millis());
          placed = placed == null ? file : placed;
          if (when.offset() != When.UNKNOWN) {
            Map.Entry<Long, Integer> before = offsets.floorEntry(when.millis());
            if (before == null || before.getValue() != when.offset()) {
              offsets.put(when.millis(), when.offset());
            }
          }
        }
      }
    }
    for (Told file : files) {
      // What stands before the first time of a file that tells times is of no time.
      if (file.looks().stream().anyMatch(look -> look.when().kind() != When.Kind.NUMBER)) {
        file.looks().removeIf(look -> look.when().kind() == When.Kind.NUMBER);
      }
      if (!file.looks().isEmpty()) {
        When.Kind kind = file.looks().get(0).when().kind();
        resolve(file, kind);
      }
    }
  }

  private void resolve(Told file, When.Kind first) {
    boolean undated = first == When.Kind.CLOCK || first == When.Kind.NUMBER;
    long shift = 0;
    if (first == When.Kind.NUMBER && !numbered(file)) {
      return;
    }
    boolean local =
        first == When.Kind.LOCAL || first == When.Kind.CLOCK || first == When.Kind.YEARLESS;
    if (local && settings.zone() == null && offsets.isEmpty() && placed != null && placed != file) {
      file.refuse("its times have no zone, and other files are in UTC; say which with --tz");
      return;
    }
    if (first == When.Kind.YEARLESS) {
      shift = year(file);
    }
    if (first == When.Kind.CLOCK) {
      shift = day(file);
    } else if (undated || first == When.Kind.UPTIME) {
      if (earliest != Long.MAX_VALUE) {
        file.refuse(
            first == When.Kind.UPTIME
                ? "its times count from a boot whose date nothing tells; send 'dmesg -T'"
                : "no time in it, so that it cannot be put beside the other files; log 'date' too");
        return;
      }
      file.warn(Warning.of(Warning.Kind.NO_DATE));
    }
    String zone = "";
    long before = Long.MIN_VALUE;
    long utc = Long.MIN_VALUE;
    for (Spool.Look look : file.looks()) {
      When when = look.when();
      long millis = when.millis();
      switch (when.kind()) {
        case INSTANT:
          zone =
              when.offset() == When.UNKNOWN
                  ? "UTC"
                  : ZoneOffset.ofTotalSeconds(when.offset()).getId();
          break;
        case NUMBER:
          millis = millis * settings.intervalMillis();
          break;
        case UPTIME:
          break;
        default:
          millis += shift;
          if (before != Long.MIN_VALUE
              && when.kind() == When.Kind.CLOCK
              && before - millis > NEXT_DAY) {
            shift += DAY;
            millis += DAY;
          }
          if (before != Long.MIN_VALUE
              && when.kind() == When.Kind.YEARLESS
              && before - millis > HALF_A_YEAR) {
            shift += nextYear(millis);
            millis = when.millis() + shift;
          }
          if (!isZoneKnown() && isHourBack(before, millis)) {
            // The hour in which summer time ends comes twice; order tells which one it is.
            shift += HOUR;
            millis += HOUR;
            file.warn(Warning.of(Warning.Kind.HOUR_REPEATED));
          }
          zone = zone(file, millis);
          long moment = millis - offset(millis) * SECOND;
          if (isZoneKnown() && isHourBack(utc, moment)) {
            moment += HOUR;
          }
          before = millis;
          utc = moment;
          millis = moment;
          break;
      }
      look.time(millis);
    }
    file.zone(zone.equals("Z") ? "UTC" : zone);
  }

  private boolean isZoneKnown() {
    return settings.zone() != null || !offsets.isEmpty();
  }

  /** Times that fall back by most of an hour and not by more. */
  private static boolean isHourBack(long before, long millis) {
    return before != Long.MIN_VALUE && before - millis > HOUR / 2 && before - millis <= HOUR;
  }

  /** Files without any time: one look needs none, several need the interval. */
  private boolean numbered(Told file) {
    if (file.looks().size() > 1 && settings.intervalMillis() == 0) {
      file.refuse(
          "no time in it: say how many seconds lie between two looks with --interval, or log"
              + " 'date' with each");
      return false;
    }
    return true;
  }

  /** Local midnight of the day on which a file that tells only the clock begins. */
  private long day(Told file) {
    if (settings.date() != null) {
      return settings.date().toEpochDay() * DAY;
    }
    if (earliest == Long.MAX_VALUE) {
      file.warn(Warning.of(Warning.Kind.NO_DATE));
      return 0;
    }
    // The day on which it is nearest to the other files of this host.
    file.warn(Warning.of(Warning.Kind.DATE_OF_OTHERS));
    long local = earliest + offset(earliest) * SECOND;
    long clock = file.looks().get(0).when().millis();
    return Math.round((local - clock) / (double) DAY) * DAY;
  }

  /** Milliseconds from the year 2000 to the one that is nearest to all else. */
  private long year(Told file) {
    long first = file.looks().get(0).when().millis();
    if (settings.date() == null && earliest == Long.MAX_VALUE) {
      file.warn(Warning.of(Warning.Kind.NO_YEAR));
      return 0;
    }
    long near = settings.date() == null ? earliest : settings.date().toEpochDay() * DAY;
    int of = year(near);
    long best = Long.MAX_VALUE;
    for (int year = of - 1; year <= of + 1; year++) {
      long shift = years(first, year);
      best =
          Math.abs(first + shift - near) < Math.abs(first + best - near) || best == Long.MAX_VALUE
              ? shift
              : best;
    }
    return best;
  }

  private static int year(long millis) {
    return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, SECOND), 0, ZoneOffset.UTC).getYear();
  }

  /** Milliseconds that take a time of one year to the same day of another. */
  private static long years(long millis, int year) {
    LocalDateTime from =
        LocalDateTime.ofEpochSecond(Math.floorDiv(millis, SECOND), 0, ZoneOffset.UTC);
    return (from.withYear(year).toEpochSecond(ZoneOffset.UTC) - from.toEpochSecond(ZoneOffset.UTC))
        * SECOND;
  }

  private static long nextYear(long millis) {
    return years(millis, year(millis) + 1);
  }

  /** Seconds east of UTC at a local time. */
  private long offset(long local) {
    if (settings.zone() != null) {
      LocalDateTime at =
          LocalDateTime.ofEpochSecond(Math.floorDiv(local, SECOND), 0, ZoneOffset.UTC);
      return settings.zone().getRules().getOffset(at).getTotalSeconds();
    }
    if (offsets.isEmpty()) {
      return 0;
    }
    int guess = offsets.firstEntry().getValue();
    Map.Entry<Long, Integer> at = offsets.floorEntry(local - guess * SECOND);
    return at == null ? guess : at.getValue();
  }

  private String zone(Told file, long local) {
    if (settings.zone() != null) {
      return settings.zone().getId();
    }
    if (offsets.isEmpty()) {
      file.warn(Warning.of(Warning.Kind.NO_ZONE));
      return "UTC";
    }
    file.warn(Warning.of(Warning.Kind.ZONE_OF_OTHERS));
    return ZoneOffset.ofTotalSeconds((int) offset(local)).getId();
  }
}
