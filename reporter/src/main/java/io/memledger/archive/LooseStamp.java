package io.memledger.archive;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time stamps in the forms in which people write them by hand: date and time with or without marks
 * between their parts, with a fraction, with a zone or without one.
 */
final class LooseStamp {
  /** Characters of the shortest and of the longest form that is read. */
  private static final int SHORTEST = "20200730-1558".length();

  private static final int LONGEST = "2020-07-30T15:58:53.123456789+02:00".length();

  private static final int NANO_PLACES = 9;

  /** Only with a colon or four digits is what follows "-" an offset and not a number of its own. */
  private static final Pattern FORM =
      Pattern.compile(
          "((?:19|20)\\d\\d)([-_.]?)(\\d\\d)\\2(\\d\\d)" // date
              + "([-_.Tt ])?(\\d\\d)([-_.:hH]?)(\\d\\d)(?:[-_.:mM]?(\\d\\d)s?)?" // time
              + "(?:[.,](\\d{1,9}))?" // fraction
              + "[ _]?(Z|z|UTC|GMT|[+-]\\d\\d:?\\d\\d|\\+\\d\\d)?");

  private LooseStamp() {}

  /** Milliseconds since 1970, of UTC where no zone is written; -1 if it is no stamp. */
  static long millis(String text) {
    Matcher parts = parts(text);
    if (parts == null) {
      return -1;
    }
    String fraction = parts.group(10) == null ? "" : parts.group(10);
    int nanos = Integer.parseInt(fraction + "0".repeat(NANO_PLACES - fraction.length()));
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(parts, 1),
              number(parts, 3),
              number(parts, 4),
              number(parts, 6),
              number(parts, 8),
              number(parts, 9),
              nanos);
      long millis = time.toInstant(zone(parts.group(11))).toEpochMilli();
      return millis < 0 ? -1 : millis;
    } catch (DateTimeException e) {
      return -1;
    }
  }

  /** Whether a stamp of these forms leaves its zone open. */
  static boolean isZoneless(String text) {
    Matcher parts = parts(text);
    return parts != null && parts.group(11) == null;
  }

  /** Null if the text has another form. */
  private static Matcher parts(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return null;
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    // Twelve digits on end may be any number; fourteen are a date with seconds.
    boolean bare = matcher.group(5) == null && (matcher.group(9) == null || marked(matcher));
    // A fraction is one of seconds.
    boolean ofMinutes = matcher.group(9) == null && matcher.group(10) != null;
    return bare || ofMinutes ? null : matcher;
  }

  /** Whether the date is written with marks, so that one must stand before the time too. */
  private static boolean marked(Matcher matcher) {
    return !matcher.group(2).isEmpty();
  }

  private static int number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }

  private static ZoneOffset zone(String text) {
    return text == null || Character.isLetter(text.charAt(0))
        ? ZoneOffset.UTC
        : ZoneOffset.of(text);
  }
}
