package io.memledger.forms.text;

import io.memledger.forms.When;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the lines that tell the time of what follows: a date with or without marks around it, or
 * the clock of uptime and top.
 */
final class TimeLine {
  private static final int LONGEST = 120;

  private static final Pattern UP =
      Pattern.compile("^(?:top - )?\\s*(\\d\\d:\\d\\d:\\d\\d)\\s+\\**up\\b.*");
  private static final Pattern PREFIX =
      Pattern.compile("^(?:zzz|time|date|timestamp|now|starting time|sample time|at)[ \\t:=]+");
  private static final Pattern SUFFIX =
      Pattern.compile("(?:[ \\t]*(?:Sample interval: .*|Count: ?\\d+))$");

  /** Epoch seconds alone: a size in bytes has the same look, so it must be what came first. */
  private static final Pattern BARE_EPOCH = Pattern.compile("\\d{10}(?:\\.\\d{1,9})?");

  /** A sentence of a mail that tells when what follows was seen. */
  private static final Pattern PROSE =
      Pattern.compile(
          "^[^0-9]{0,80}?\\b(\\d{1,2}:\\d\\d(?::\\d\\d)?)( ?[AaPp][Mm])?(?: Uhr)?[^0-9A-Za-z]{0,5}$");

  /** Whether no line of the beginning is a time and nothing else. */
  private boolean prose = true;

  private boolean dayFirst;
  private int order;
  private boolean undecided;
  private boolean looked;
  private boolean dated;
  private boolean epochs;
  private boolean several;

  /** A line of the file's beginning, which may tell whether dates are written day first. */
  void look(String line) {
    DateText.Read read = date(line);
    prose &= read == null && !(line.length() <= LONGEST && UP.matcher(line).matches());
    if (read != null && order == 0) {
      order = read.order();
      dayFirst = order > 0;
    }
  }

  /** After the last {@link #look}. */
  void prepared() {
    looked = true;
  }

  /** The time that a line tells; null if it is another line. */
  When of(String line) {
    if (line.length() > LONGEST) {
      return null;
    }
    if (line.contains("up")) {
      Matcher up = UP.matcher(line);
      if (up.matches()) {
        DateText.Read read = dated ? null : DateText.of(up.group(1), false);
        return read == null ? null : read.when();
      }
    }
    DateText.Read read = date(line);
    if (read == null) {
      return looked && prose ? prose(line) : null;
    }
    boolean clock = read.when().kind() == When.Kind.CLOCK;
    if (clock && dated) {
      return null;
    }
    if (BARE_EPOCH.matcher(line.trim()).matches()) {
      if (dated && !epochs) {
        return null;
      }
      epochs = true;
    }
    dated |= !clock;
    several |= read.several();
    undecided |= read.order() == 0 && order == 0 && line.matches(".*\\d/\\d\\d?/\\d.*");
    return read.when();
  }

  private static When prose(String line) {
    if (line.indexOf(':') < 0) {
      return null;
    }
    Matcher told = PROSE.matcher(line);
    if (!told.matches()) {
      return null;
    }
    String half = told.group(2) == null ? "" : " " + told.group(2).trim();
    DateText.Read read = DateText.of(told.group(1) + half, false);
    return read == null ? null : read.when();
  }

  private DateText.Read date(String line) {
    if (line.length() > LONGEST || !mayBe(line)) {
      return null;
    }
    String text = bare(line);
    if (text.contains("Sample interval: ") || text.contains("Count")) {
      Matcher suffix = SUFFIX.matcher(text);
      if (suffix.find()) {
        text = bare(text.substring(0, suffix.start()));
      }
    }
    Matcher prefix = PREFIX.matcher(text.toLowerCase(Locale.ROOT));
    if (prefix.find()) {
      text = bare(text.substring(prefix.end()));
    }
    DateText.Read read = DateText.of(text, dayFirst);
    // A clock without seconds is a number of many kinds.
    boolean short1 = read != null && read.when().kind() == When.Kind.CLOCK && text.length() < 8;
    return short1 ? null : read;
  }

  private static String bare(String line) {
    int from = 0;
    int to = line.length();
    while (from < to && "#=*-+<>[]()~| \t".indexOf(line.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "#=*-+<>[]()~| \t,".indexOf(line.charAt(to - 1)) >= 0) {
      to--;
    }
    return line.substring(from, to);
  }

  /**
   * Cheap, for it is asked of every line: digits stand on both sides of a clock's colons, as in no
   * line of slabinfo.
   */
  private static boolean mayBe(String line) {
    int colons = 0;
    int digits = 0;
    boolean clock = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      colons += c == ':' ? 1 : c == '时' || c == '時' ? 2 : 0;
      clock |= c == ':' ? isDigit(line, i - 1) && isDigit(line, i + 1) : c == '时' || c == '時';
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return digits >= 5 && (clock && colons >= 2 || digits >= 10 && line.length() <= 40);
  }

  private static boolean isDigit(String line, int at) {
    return at >= 0 && at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9';
  }

  /** Whether a date as 04/05/2026 was taken to be that of April. */
  boolean isUndecided() {
    return undecided;
  }

  /** Whether the letters of its zone are those of several zones. */
  boolean hasSeveralZones() {
    return several;
  }
}
