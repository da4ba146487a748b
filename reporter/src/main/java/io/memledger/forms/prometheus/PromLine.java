package io.memledger.forms.prometheus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sample as text: "name{label="value",…} number [milliseconds]", in which the name may be among
 * the labels.
 *
 * @param millis since 1970; -1 where it is not told
 */
record PromLine(String name, Map<String, String> labels, double value, long millis) {
  private static final int LONGEST = 20_000;
  private static final String NAME = "__name__";

  /** Null if the line is none. */
  static PromLine of(String line) {
    if (line.isEmpty() || line.length() > LONGEST || line.charAt(0) == '#') {
      return null;
    }
    Map<String, String> labels = Map.of();
    int open = line.indexOf('{');
    int blank = line.indexOf(' ');
    int at = blank;
    String name = blank < 0 ? line : line.substring(0, blank);
    if (open >= 0 && (open < blank || blank < 0)) {
      name = line.substring(0, open);
      labels = new LinkedHashMap<>();
      at = labels(line, open + 1, labels);
    }
    if (at < 0) {
      return null;
    }
    String[] rest = line.substring(at).strip().split("\\s+");
    name = labels.getOrDefault(NAME, name);
    if (rest.length > 2 || rest[0].isEmpty() || !isName(name)) {
      return null;
    }
    double value = number(rest[0]);
    double time = rest.length < 2 ? -1 : number(rest[1]);
    // OpenMetrics has seconds with a fraction.
    long millis = Double.isNaN(time) || time < 0 ? -1 : Math.round(time < 1e11 ? time * 1e3 : time);
    return Double.isNaN(value) ? null : new PromLine(name, labels, value, millis);
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static double number(String text) {
    if (text.isEmpty() || text.length() > 40 || text.endsWith("d") || text.endsWith("f")) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Reads labels up to the brace; -1 if they do not end. */
  private static int labels(String line, int from, Map<String, String> into) {
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '}') {
        return at + 1;
      }
      if (c == ',' || c == ' ') {
        at++;
        continue;
      }
      int equals = line.indexOf("=\"", at);
      if (equals < 0) {
        return -1;
      }
      StringBuilder value = new StringBuilder();
      int i = equals + 2;
      while (i < line.length() && line.charAt(i) != '"') {
        char v = line.charAt(i);
        if (v == '\\' && i + 1 < line.length()) {
          i++;
          v = line.charAt(i) == 'n' ? ' ' : line.charAt(i);
        }
        value.append(v);
        i++;
      }
      into.put(line.substring(at, equals), value.toString());
      at = i + 1;
    }
    return -1;
  }
}
