package io.memledger.report.words;

import io.memledger.rule.Wording.Quantity;
import java.util.Optional;

/**
 * The plural places of messages, in ICU's syntax: {@code {n, plural, =0 {nothing} one {# page}
 * other {# pages}}}. English has one and other; Chinese other alone.
 */
final class Plurals {
  private Plurals() {}

  /**
   * The branch for a number, its # still in place.
   *
   * @param branches what follows the second comma
   * @return empty where the branches do not say
   */
  static Optional<String> branch(String branches, Object value) {
    double number = value instanceof Quantity quantity ? quantity.value() : Double.NaN;
    String exact = number == Math.rint(number) ? "=" + (long) number : "";
    Optional<String> found = named(branches, exact);
    if (found.isEmpty() && number == 1) {
      found = named(branches, "one");
    }
    return found.isPresent() ? found : named(branches, "other");
  }

  private static Optional<String> named(String branches, String name) {
    int at = 0;
    while (!name.isEmpty() && at < branches.length()) {
      int open = branches.indexOf('{', at);
      int close = open < 0 ? -1 : closing(branches, open);
      if (close < 0) {
        return Optional.empty();
      }
      if (branches.substring(at, open).strip().equals(name)) {
        return Optional.of(branches.substring(open + 1, close));
      }
      at = close + 1;
    }
    return Optional.empty();
  }

  /** The brace that closes the one at open; -1 if there is none. */
  static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
