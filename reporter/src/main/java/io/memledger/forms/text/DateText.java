package io.memledger.forms.text;

import io.memledger.forms.When;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that is a date and nothing else, as date(1) prints it in any language or people write it:
 * each word of it must be a part of a date.
 */
public final class DateText {
  private static final int LONGEST = 100;
  private static final int MOST_WORDS = 10;

  /** Epoch seconds of this century. */
  private static final Pattern EPOCH = Pattern.compile("(\\d{10})(?:[.,](\\d{1,9}))?");

  private static final Pattern ISO =
      Pattern.compile(
          "((?:19|20)\\d\\d)[-/.]?(\\d\\d)[-/.]?(\\d\\d)(?:[T_](\\d\\d):?(\\d\\d):?(\\d\\d)"
              + "(?:[.,](\\d{1,9}))?(Z|[+-]\\d\\d:?\\d\\d)?)?");
  private static final Pattern SLASHES =
      Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})\\2((?:19|20)?\\d\\d)");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?(?:[.,](\\d{1,9}))?");
  private static final Pattern EAST_TIME = Pattern.compile("(\\d{1,2})[时時](\\d\\d)分(\\d\\d)秒");
  private static final Pattern EAST_YEAR = Pattern.compile("((?:19|20)\\d\\d)[年년]");
  private static final Pattern EAST_MONTH = Pattern.compile("(\\d{1,2})[月월]");
  private static final Pattern EAST_DAY = Pattern.compile("(\\d{1,2})[日일]");
  private static final Pattern EAST_DATE =
      Pattern.compile("((?:19|20)\\d\\d)[年년](\\d{1,2})[月월](\\d{1,2})[日일]");

  private int year;
  private int month;
  private int day;
  private LocalTime time;
  private int half = -1;
  private int offset = When.UNKNOWN;
  private boolean several;
  private int first;
  private int second;
  private boolean dayFirst;

  private DateText() {}

  /**
   * What a line says.
   *
   * @param when the time
   * @param order whether it is written day/month: 1 if it must be, -1 if it cannot be, 0 if nothing
   *     tells
   * @param several whether its zone is written in letters that several zones share
   */
  public record Read(When when, int order, boolean several) {}

  /**
   * Reads a date.
   *
   * @param dayFirst what 04/05/2026 means
   * @return null if the text is none
   */
  public static Read of(String text, boolean dayFirst) {
    if (text.length() > LONGEST || text.isEmpty()) {
      return null;
    }
    Matcher epoch = EPOCH.matcher(text);
    if (epoch.matches()) {
      long millis = Long.parseLong(epoch.group(1)) * 1000 + nanos(epoch.group(2)) / 1_000_000;
      return new Read(When.instant(millis), 0, false);
    }
    DateText date = new DateText();
    date.dayFirst = dayFirst;
    String[] words = text.trim().split("[ ,\t]+");
    if (words.length > MOST_WORDS) {
      return null;
    }
    for (String word : words) {
      if (!date.take(word)) {
        return null;
      }
    }
    try {
      return date.read();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private boolean take(String word) {
    char c = word.isEmpty() ? ' ' : word.charAt(0);
    if (c >= '0' && c <= '9') {
      return number(word);
    }
    if (word.equalsIgnoreCase("AM") || word.equalsIgnoreCase("PM")) {
      half = Character.toUpperCase(c) == 'P' ? 12 : 0;
      return true;
    }
    int zone = Zones.offset(word);
    if (zone != When.UNKNOWN && time != null) {
      offset = zone;
      return true;
    }
    if (Zones.isSeveral(word)) {
      several = true;
      return true;
    }
    int named = Months.month(word);
    boolean weekday = Months.isDay(word);
    if (named > 0 && (month == 0 || !weekday)) {
      // "mar. 3 mars": the first is a Tuesday, and what follows says so.
      month = named;
      return true;
    }
    return weekday
        || word.endsWith("曜日")
        || word.startsWith("星期")
        || word.endsWith("요일")
        || word.equals("um")
        || word.equals("de")
        || word.equals("at");
  }

  private boolean number(String word) {
    Matcher m = ISO.matcher(word);
    if (year == 0 && m.matches()) {
      date(m.group(1), m.group(2), m.group(3));
      if (m.group(4) != null) {
        time(m.group(4), m.group(5), m.group(6), m.group(7));
        offset = m.group(8) == null ? offset : Zones.offset(m.group(8));
      }
      return true;
    }
    m = EAST_DATE.matcher(word);
    if (m.matches()) {
      date(m.group(1), m.group(2), m.group(3));
      return true;
    }
    m = SLASHES.matcher(word);
    if (year == 0 && m.matches()) {
      first = Integer.parseInt(m.group(1));
      second = Integer.parseInt(m.group(3));
      int written = Integer.parseInt(m.group(4));
      year = written < 100 ? 2000 + written : written;
      // Dots are of countries that write the day first.
      dayFirst |= m.group(2).equals(".");
      return true;
    }
    m = EAST_TIME.matcher(word);
    if (time == null && m.matches()) {
      time(m.group(1), m.group(2), m.group(3), null);
      return true;
    }
    m = EAST_YEAR.matcher(word);
    if (m.matches()) {
      year = Integer.parseInt(m.group(1));
      return true;
    }
    m = EAST_MONTH.matcher(word);
    if (m.matches()) {
      month = Integer.parseInt(m.group(1));
      return true;
    }
    m = EAST_DAY.matcher(word);
    if (m.matches()) {
      day = Integer.parseInt(m.group(1));
      return true;
    }
    String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    if (bare.length() <= 2 && bare.chars().allMatch(Character::isDigit)) {
      boolean fresh = day == 0;
      day = fresh ? Integer.parseInt(bare) : day;
      return fresh;
    }
    if (bare.length() == 4 && bare.chars().allMatch(Character::isDigit) && year == 0) {
      year = Integer.parseInt(bare);
      return year >= 1980 && year < 2100;
    }
    m = TIME.matcher(word);
    if (time == null && m.matches()) {
      time(m.group(1), m.group(2), m.group(3), m.group(4));
      return time != null;
    }
    return false;
  }

  private void date(String y, String m, String d) {
    year = Integer.parseInt(y);
    month = Integer.parseInt(m);
    day = Integer.parseInt(d);
  }

  private void time(String h, String m, String s, String fraction) {
    int hour = Integer.parseInt(h);
    int minute = Integer.parseInt(m);
    int of = s == null ? 0 : Integer.parseInt(s);
    if (hour < 24 && minute < 60 && of <= 60) {
      time = LocalTime.of(hour, minute, Math.min(59, of), (int) nanos(fraction));
    }
  }

  private static long nanos(String fraction) {
    return fraction == null ? 0 : Long.parseLong(fraction + "0".repeat(9 - fraction.length()));
  }

  private Read read() {
    if (time == null) {
      return null;
    }
    int order = 0;
    if (first > 0) {
      boolean byDay = half >= 0 ? false : first > 12 || second <= 12 && dayFirst;
      order = first > 12 ? 1 : second > 12 ? -1 : 0;
      day = byDay || first > 12 ? first : second;
      month = byDay || first > 12 ? second : first;
    }
    LocalTime clock = time;
    if (half >= 0) {
      if (time.getHour() == 0 || time.getHour() > 12) {
        return null;
      }
      clock = time.withHour(time.getHour() % 12 + half);
    }
    if (year == 0 && month == 0 && day == 0) {
      return new Read(When.clock(clock.toNanoOfDay() / 1_000_000), 0, several);
    }
    if (year == 0 || month == 0 || day == 0) {
      return null;
    }
    LocalDateTime local = LocalDateTime.of(LocalDate.of(year, month, day), clock);
    long millis = local.toInstant(ZoneOffset.UTC).toEpochMilli();
    When when = offset == When.UNKNOWN ? When.local(millis) : When.instant(millis, offset);
    return new Read(when, order, several);
  }
}
