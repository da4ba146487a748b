package io.memledger.source;

import java.nio.charset.StandardCharsets;

/**
 * A cursor over the bytes of one kernel file: lines, words and numbers, without a String for any of
 * them. It is reused from file to file.
 */
public final class ProcText {
  /**
   * Bytes of the longest text that is kept of an archive, as of an entry's name: no name that a
   * kernel shows and people still read is longer.
   */
  public static final int LONGEST = 1_024;

  private byte[] data = new byte[0];
  private int end;
  private int next;
  private int at;
  private int lineStart;
  private int lineEnd;
  private int line;
  private int wordStart;
  private int wordEnd;
  private long value;

  /** Begins at {@code from}; the bytes are not copied and must not change while they are read. */
  public ProcText reset(byte[] bytes, int from, int to) {
    data = bytes;
    next = from;
    at = from;
    lineStart = from;
    lineEnd = from;
    end = to;
    line = 0;
    return this;
  }

  public static ProcText of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ProcText().reset(bytes, 0, bytes.length);
  }

  /** Moves to the next line; false at the end of the text. The last line needs no newline. */
  public boolean nextLine() {
    if (next >= end) {
      return false;
    }
    lineStart = next;
    at = next;
    line++;
    lineEnd = newlineFrom(next);
    next = lineEnd + 1;
    return true;
  }

  /** Extends the line by the one below, for a name that holds a newline; false if there is none. */
  public boolean joinNextLine() {
    if (next >= end) {
      return false;
    }
    lineEnd = newlineFrom(next);
    next = lineEnd + 1;
    return true;
  }

  /** Takes all that is left as one line. */
  public boolean restAsLine() {
    if (!nextLine()) {
      return false;
    }
    lineEnd = end;
    while (lineEnd > lineStart && data[lineEnd - 1] == '\n') {
      lineEnd--;
    }
    next = end;
    return true;
  }

  private int newlineFrom(int from) {
    byte[] bytes = data;
    int stop = end;
    int i = from;
    while (i < stop && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /** Moves to the next word of the line; false at its end. */
  public boolean nextWord() {
    byte[] bytes = data;
    int stop = lineEnd;
    int i = at;
    while (i < stop && isBlank(bytes[i])) {
      i++;
    }
    wordStart = i;
    while (i < stop && !isBlank(bytes[i])) {
      i++;
    }
    wordEnd = i;
    at = i;
    return wordEnd > wordStart;
  }

  /** Passes over words; false if the line has fewer. */
  public boolean skipWords(int count) {
    for (int i = 0; i < count; i++) {
      if (!nextWord()) {
        return false;
      }
    }
    return true;
  }

  /** Reads the next word as a whole decimal number; false if it is none or exceeds 63 bits. */
  public boolean nextNumber() {
    return nextWord() && numberIn(wordStart, wordEnd);
  }

  /** Reads bytes of the text as a whole decimal number; false if they are none. */
  public boolean numberIn(int from, int to) {
    int i = from;
    boolean negative = i < to && data[i] == '-';
    if (negative) {
      i++;
    }
    if (i >= to) {
      return false;
    }
    long sum = 0;
    for (; i < to; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      if (sum > (Long.MAX_VALUE - digit) / 10) {
        return false;
      }
      sum = sum * 10 + digit;
    }
    value = negative ? -sum : sum;
    return true;
  }

  /** The number that was read last. */
  public long value() {
    return value;
  }

  /** The current word as a decimal fraction, such as uptime's; NaN if it is none. */
  public double decimal() {
    return decimalIn(wordStart, wordEnd);
  }

  private double decimalIn(int from, int to) {
    int dot = from;
    while (dot < to && data[dot] != '.') {
      dot++;
    }
    if (!numberIn(from, dot)) {
      return Double.NaN;
    }
    double whole = value;
    if (dot >= to - 1 || to - dot > 16) {
      return dot == to ? whole : Double.NaN;
    }
    if (data[dot + 1] == '-' || !numberIn(dot + 1, to)) {
      return Double.NaN;
    }
    return whole + value / Math.pow(10, to - dot - 1);
  }

  /** True if the current word is this. */
  public boolean wordIs(String text) {
    int length = wordEnd - wordStart;
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (data[wordStart + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** True if the current word begins with this. */
  public boolean wordStarts(String text) {
    if (wordEnd - wordStart < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (data[wordStart + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** First place of a byte in the line at or after {@code from}; -1 if there is none. */
  public int indexOf(char wanted, int from) {
    for (int i = from; i < lineEnd; i++) {
      if (data[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Last place of a byte in the line; -1 if there is none. */
  public int lastIndexOf(char wanted) {
    for (int i = lineEnd - 1; i >= lineStart; i--) {
      if (data[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Goes on reading words of this line at a place of the text. */
  public void seek(int place) {
    at = place;
  }

  /** Text of the current word; for names, never in a loop over numbers. */
  public String word() {
    return text(wordStart, wordEnd);
  }

  /** What is left of the line, without the blanks around it. */
  public String rest() {
    int from = at;
    int to = lineEnd;
    while (from < to && isBlank(data[from])) {
      from++;
    }
    while (to > from && isBlank(data[to - 1])) {
      to--;
    }
    return text(from, to);
  }

  /** Text of these bytes, cut at {@link #LONGEST}. */
  public String text(int from, int to) {
    return new String(data, from, cut(data, from, to) - from, StandardCharsets.UTF_8);
  }

  /** Where a text ends that is cut at {@link #LONGEST}, not within a character. */
  public static int cut(byte[] bytes, int from, int to) {
    if (to - from <= LONGEST) {
      return to;
    }
    int end = from + LONGEST;
    while (end > from && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return end;
  }

  public byte[] bytes() {
    return data;
  }

  public int wordStart() {
    return wordStart;
  }

  public int wordEnd() {
    return wordEnd;
  }

  public int lineStart() {
    return lineStart;
  }

  public int lineEnd() {
    return lineEnd;
  }

  /** Number of the current line, from 1. */
  public int line() {
    return line;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
