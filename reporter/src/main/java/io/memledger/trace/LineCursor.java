package io.memledger.trace;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A place within a line, and what can be read there: numbers, pointers, fields by their keys. */
final class LineCursor extends LineReader {
  /** Longer numbers would not fit: 10^17 times ten is below 2^63. */
  private static final int MOST_DIGITS = 17;

  /** Of a second's fraction: finer clocks of perf are cut. */
  private static final int MICRO_DIGITS = 6;

  private final byte[] b = bytes();

  /** Where the next thing is read. */
  int at;

  LineCursor(InputStream in) {
    super(in);
  }

  /** The bytes of a word, for comparing with a line. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Microseconds of the time that ends before a colon; -1 if it is none. */
  long micros(int colon) {
    int i = colon - 1;
    int digits = 0;
    while (i >= from && isDigit(b[i])) {
      i--;
      digits++;
    }
    if (i < from || b[i] != '.' || digits > 9) {
      return -1;
    }
    long fraction = 0;
    for (int k = 1; k <= MICRO_DIGITS; k++) {
      fraction = fraction * 10 + (k <= digits ? b[i + k] - '0' : 0);
    }
    int begin = i;
    while (begin > from && isDigit(b[begin - 1])) {
      begin--;
    }
    if (begin == i || i - begin > MOST_DIGITS - MICRO_DIGITS) {
      return -1;
    }
    long seconds = 0;
    for (int k = begin; k < i; k++) {
      seconds = seconds * 10 + b[k] - '0';
    }
    return seconds * 1_000_000 + fraction;
  }

  /**
   * A pointer in hex at {@code at}, 0 for none; {@code at} is -1 if there is nothing of the kind.
   */
  long pointer() {
    int i = skipBlanks(at);
    if (i < to && b[i] == '(') {
      int close = find((byte) ')', i);
      at = close < 0 ? -1 : close + 1;
      return 0;
    }
    if (i + 1 < to && b[i] == '0' && b[i + 1] == 'x') {
      i += 2;
    }
    int begin = i;
    long value = 0;
    while (i < to && b[i] != ' ') {
      int digit = Character.digit(b[i], 16);
      if (digit < 0 || i - begin == 16) {
        at = -1;
        return 0;
      }
      value = value << 4 | digit;
      i++;
    }
    at = i == begin ? -1 : i;
    return value;
  }

  /** A decimal number at {@code at}; -1 if there is none. */
  long decimal() {
    int begin = at;
    long value = 0;
    while (at < to && isDigit(b[at]) && at - begin < MOST_DIGITS) {
      value = value * 10 + b[at++] - '0';
    }
    return at == begin ? -1 : value;
  }

  long numberAfter(byte[] word, int begin) {
    int found = find(word, begin);
    if (found < 0) {
      return -1;
    }
    at = found + word.length;
    while (at < to && !isDigit(b[at])) {
      at++;
    }
    return decimal();
  }

  int find(byte letter, int begin) {
    for (int i = begin; i < to; i++) {
      if (b[i] == letter) {
        return i;
      }
    }
    return -1;
  }

  int find(byte[] word, int begin) {
    for (int i = begin; i < to; i++) {
      if (b[i] == word[0] && startsWith(i, word)) {
        return i;
      }
    }
    return -1;
  }

  /** Where the name at {@code at} ends with a colon; -1 if it does not. */
  int endOfName() {
    int end = at;
    while (end < to && b[end] != ':' && b[end] != ' ') {
      end++;
    }
    return end + 1 >= to || b[end] != ':' ? -1 : end;
  }

  /** The CPU in the first brackets of the line, within what is kept of CPUs; 0 if unknown. */
  int cpu() {
    int open = find((byte) '[', from);
    int saved = at;
    at = open + 1;
    long cpu = open < 0 ? -1 : decimal();
    at = saved;
    return cpu < 0 || cpu > PageStacks.MOST_CPUS ? 0 : (int) cpu;
  }

  /** The blank before a field; -1 if it is not there. */
  int findKey(byte[] key, int begin) {
    for (int i = begin; i < to; i++) {
      if (b[i] == ' ' && startsWith(i + 1, key)) {
        return i;
      }
    }
    return -1;
  }

  int skipBlanks(int begin) {
    int i = begin;
    while (i < to && b[i] == ' ') {
      i++;
    }
    return i;
  }

  static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
