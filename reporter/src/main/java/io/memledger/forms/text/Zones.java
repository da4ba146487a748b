package io.memledger.forms.text;

import io.memledger.forms.When;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offsets that time stamps name by number, or by letters that mean one offset everywhere. */
public final class Zones {
  private static final int HOUR = 3_600;
  private static final Pattern NUMBER = Pattern.compile("(?:UTC|GMT)?([+-])(\\d\\d):?(\\d\\d)?");

  /** Hours east of UTC, of letters in the time zone database that no two regions share. */
  private static final Map<String, Double> HOURS =
      Map.ofEntries(
          Map.entry("UTC", 0.0),
          Map.entry("GMT", 0.0),
          Map.entry("Z", 0.0),
          Map.entry("WET", 0.0),
          Map.entry("WEST", 1.0),
          Map.entry("CET", 1.0),
          Map.entry("CEST", 2.0),
          Map.entry("MEZ", 1.0),
          Map.entry("MESZ", 2.0),
          Map.entry("EET", 2.0),
          Map.entry("EEST", 3.0),
          Map.entry("MSK", 3.0),
          Map.entry("SAST", 2.0),
          Map.entry("CAT", 2.0),
          Map.entry("EAT", 3.0),
          Map.entry("WAT", 1.0),
          Map.entry("PKT", 5.0),
          Map.entry("WIB", 7.0),
          Map.entry("WITA", 8.0),
          Map.entry("WIT", 9.0),
          Map.entry("HKT", 8.0),
          Map.entry("JST", 9.0),
          Map.entry("KST", 9.0),
          Map.entry("AWST", 8.0),
          Map.entry("ACST", 9.5),
          Map.entry("ACDT", 10.5),
          Map.entry("AEST", 10.0),
          Map.entry("AEDT", 11.0),
          Map.entry("NZST", 12.0),
          Map.entry("NZDT", 13.0),
          Map.entry("NST", -3.5),
          Map.entry("NDT", -2.5),
          Map.entry("ADT", -3.0),
          Map.entry("EST", -5.0),
          Map.entry("EDT", -4.0),
          Map.entry("CDT", -5.0),
          Map.entry("MST", -7.0),
          Map.entry("MDT", -6.0),
          Map.entry("PST", -8.0),
          Map.entry("PDT", -7.0),
          Map.entry("AKST", -9.0),
          Map.entry("AKDT", -8.0),
          Map.entry("HST", -10.0));

  /** Letters of several zones: China and Chicago, India and Israel and Ireland, and so on. */
  private static final Set<String> SEVERAL = Set.of("CST", "IST", "BST", "AST", "SST");

  private Zones() {}

  /** Seconds east of UTC; {@link When#UNKNOWN} if the word names no offset. */
  public static int offset(String word) {
    Double hours = HOURS.get(word);
    if (hours != null) {
      return (int) (hours * HOUR);
    }
    Matcher number = NUMBER.matcher(word);
    if (!number.matches()) {
      return When.UNKNOWN;
    }
    int minutes = number.group(3) == null ? 0 : Integer.parseInt(number.group(3));
    int seconds = Integer.parseInt(number.group(2)) * HOUR + minutes * 60;
    return Math.abs(seconds) > 14 * HOUR
        ? When.UNKNOWN
        : number.group(1).equals("-") ? -seconds : seconds;
  }

  /** Whether letters stand for a zone, but not for one alone. */
  static boolean isSeveral(String word) {
    return SEVERAL.contains(word);
  }
}
