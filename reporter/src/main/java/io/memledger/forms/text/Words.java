package io.memledger.forms.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words and numbers of lines that tools print. */
public final class Words {
  private static final String UNITS = "BKMGTPE";

  private Words() {}

  /** Words between blanks. */
  public static List<String> of(String line) {
    return of(line, Integer.MAX_VALUE);
  }

  /** At most so many words; the last is the rest of the line. */
  public static List<String> of(String line, int most) {
    List<String> words = new ArrayList<>();
    int i = 0;
    int end = line.length();
    while (end > 0 && isBlank(line.charAt(end - 1))) {
      end--;
    }
    while (i < end) {
      while (i < end && isBlank(line.charAt(i))) {
        i++;
      }
      int from = i;
      if (words.size() == most - 1) {
        i = end;
      }
      while (i < end && !isBlank(line.charAt(i))) {
        i++;
      }
      if (i > from) {
        words.add(line.substring(from, i));
      }
    }
    return words;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** A whole number; -1 if the word is none. */
  public static long whole(String word) {
    if (word.isEmpty() || word.length() > 18) {
      return -1;
    }
    long sum = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      sum = sum * 10 + c - '0';
    }
    return sum;
  }

  /** A number with a point or a comma; NaN if the word is none. */
  public static double number(String word) {
    if (word.isEmpty() || word.length() > 24) {
      return Double.NaN;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != ',') {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(word.replace(',', '.'));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * KiB of a size such as 3.7G, 260Ki, 12m or 2108; NaN if the word is none.
   *
   * @param plain KiB of one, where no letter follows
   */
  public static double kib(String word, double plain) {
    int end = word.length();
    boolean iec = end > 1 && word.charAt(end - 1) == 'i';
    end -= iec ? 1 : 0;
    if (end > 2 && word.endsWith("iB")) {
      end -= 2;
    }
    int unit = end == 0 ? -1 : UNITS.indexOf(word.substring(end - 1, end).toUpperCase(Locale.ROOT));
    double value = number(unit < 0 ? word : word.substring(0, end - 1));
    return unit < 0 ? value * plain : value * Math.pow(1024, unit - 1);
  }

  /** Whether the word is a plain number without a letter for its unit. */
  public static boolean isPlain(String word) {
    return !Double.isNaN(number(word));
  }
}
