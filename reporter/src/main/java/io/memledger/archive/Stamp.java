package io.memledger.archive;

/**
 * The time stamp of a snapshot's folder: yyyyMMdd'T'HHmmss[.SSS]'Z' in UTC, or ten digits of epoch
 * seconds with an optional fraction (ARCHIVE-FORMAT 2); else one of the forms that people write.
 */
public final class Stamp {
  private static final int EPOCH_DIGITS = 10;
  private static final int ISO_MIN = "20261123T040305Z".length();
  private static final int MAX_FRACTION = 9;

  private Stamp() {}

  /** Milliseconds since 1970; -1 if this part of a path is no stamp. */
  public static long millis(String path, int from, int to) {
    char first = from < to ? path.charAt(from) : 0;
    if (first < '0' || first > '9') {
      return -1;
    }
    long exact = exact(path, from, to);
    return exact >= 0 ? exact : LooseStamp.millis(path.substring(from, to));
  }

  /** Whether a stamp says neither its zone nor, by its form, that it is UTC. */
  static boolean isZoneless(String stamp) {
    return exact(stamp, 0, stamp.length()) < 0 && LooseStamp.isZoneless(stamp);
  }

  /** As the format writes it. */
  private static long exact(String path, int from, int to) {
    int length = to - from;
    if (length < EPOCH_DIGITS || length > ISO_MIN + MAX_FRACTION + 1) {
      return -1;
    }
    if (length >= ISO_MIN && path.charAt(from + 8) == 'T' && path.charAt(to - 1) == 'Z') {
      return iso(path, from, to - 1);
    }
    if (!digits(path, from, from + EPOCH_DIGITS)) {
      return -1;
    }
    long fraction = fraction(path, from + EPOCH_DIGITS, to);
    return fraction < 0 ? -1 : number(path, from, EPOCH_DIGITS) * 1000 + fraction;
  }

  private static long iso(String path, int from, int to) {
    if (!digits(path, from, from + 8) || !digits(path, from + 9, from + 15)) {
      return -1;
    }
    long fraction = fraction(path, from + 15, to);
    long year = number(path, from, 4);
    long month = number(path, from + 4, 2);
    long day = number(path, from + 6, 2);
    long hour = number(path, from + 9, 2);
    long minute = number(path, from + 11, 2);
    long second = number(path, from + 13, 2);
    boolean date = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    if (fraction < 0 || !date || hour > 23 || minute > 59 || second > 60) {
      return -1;
    }
    long seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    return seconds * 1000 + fraction;
  }

  /** Days since 1970 of a date in the Gregorian calendar. */
  private static long days(long year, long month, long day) {
    long shifted = month <= 2 ? year - 1 : year;
    long era = shifted / 400;
    long yearOfEra = shifted - era * 400;
    long dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /** Milliseconds of ".SSS…"; 0 if there is nothing, -1 if there is something else. */
  private static long fraction(String path, int from, int to) {
    if (from == to) {
      return 0;
    }
    int places = to - from - 1;
    if (path.charAt(from) != '.' || places < 1 || places > MAX_FRACTION) {
      return -1;
    }
    if (!digits(path, from + 1, to)) {
      return -1;
    }
    long millis = 0;
    for (int i = 0; i < 3; i++) {
      millis = millis * 10 + (i < places ? path.charAt(from + 1 + i) - '0' : 0);
    }
    return millis;
  }

  private static boolean digits(String path, int from, int to) {
    for (int i = from; i < to; i++) {
      if (path.charAt(i) < '0' || path.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static long number(String path, int from, int length) {
    long sum = 0;
    for (int i = from; i < from + length; i++) {
      sum = sum * 10 + path.charAt(i) - '0';
    }
    return sum;
  }
}
