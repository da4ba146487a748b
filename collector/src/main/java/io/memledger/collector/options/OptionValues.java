package io.memledger.collector.options;

import io.memledger.collector.common.Failure;
import java.util.Locale;

/**
 * Reads the values of options: texts, numbers, times and sizes; a bad one is told in a sentence.
 */
final class OptionValues {
  private static final double SHORTEST_TIME_SECONDS = 0.1;
  private static final double LONGEST_TIME_SECONDS = 1e9;

  private OptionValues() {}

  static String text(String name, String value, String what) throws Failure {
    if (value == null || value.isEmpty() || value.startsWith("--") || value.indexOf('\n') >= 0) {
      throw Failure.usage(name + " needs " + what + ".");
    }
    return value;
  }

  static long number(String name, String value, long most) throws Failure {
    try {
      long number = Long.parseLong(String.valueOf(value));
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The sentence below says all that this exception could.
    }
    throw Failure.usage(name + " needs a whole number from 1 to " + most + ".");
  }

  static double decimal(String name, String value, String what) throws Failure {
    boolean plain = !value.isEmpty();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      plain &= c >= '0' && c <= '9' || c == '.';
    }
    try {
      if (plain) {
        return Double.parseDouble(value);
      }
    } catch (NumberFormatException e) {
      // The sentence below says all that this exception could.
    }
    throw Failure.usage(name + " needs " + what + ".");
  }

  static long time(String name, String value) throws Failure {
    String what = "a time such as 5s, 1m or 2h, 0.1s or more";
    String text = String.valueOf(value);
    double unit = text.endsWith("h") ? 3600 : text.endsWith("m") ? 60 : text.endsWith("s") ? 1 : 0;
    double seconds =
        decimal(name, unit == 0 ? "" : text.substring(0, text.length() - 1), what) * unit;
    if (seconds < SHORTEST_TIME_SECONDS || seconds > LONGEST_TIME_SECONDS) {
      throw Failure.usage(name + " needs " + what + ".");
    }
    return (long) (seconds * 1e9);
  }

  static long size(String name, String value) throws Failure {
    String text = String.valueOf(value).toUpperCase(Locale.ROOT);
    int shift = text.isEmpty() ? 0 : 10 * (" KMGT".indexOf(text.charAt(text.length() - 1)));
    String digits = shift > 0 ? text.substring(0, text.length() - 1) : text;
    return (long) (decimal(name, digits, "a size such as 500M or 2G") * (1L << Math.max(0, shift)));
  }
}
