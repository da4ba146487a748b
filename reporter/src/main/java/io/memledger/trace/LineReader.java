package io.memledger.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Gives the lines of a stream as places in a buffer; longer lines than any trace has are counted.
 */
class LineReader {
  /** 256 KiB a read: a call costs nothing beside reading so much, and a core's cache holds it. */
  private static final int BUFFER = 1 << 18;

  /** A stack of a hundred long names is on a hundred lines; no line of a trace is near this. */
  private static final int LONGEST = 1 << 14;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER + LONGEST];
  private int limit;
  private int next;
  private boolean ended;

  /** Bytes of the buffer that hold the line: begin, and end without the newline. */
  int from;

  int to;

  /** Lines that were left out. */
  long tooLong;

  LineReader(InputStream in) {
    this.in = in;
  }

  final byte[] bytes() {
    return buffer;
  }

  /**
   * Moves to the next line; false at the end. A last line without its newline may be cut: no line.
   */
  final boolean next() throws IOException {
    boolean skipping = false;
    while (true) {
      int end = newline();
      if (end >= 0) {
        from = next;
        to = end;
        next = end + 1;
        if (!skipping && to - from <= LONGEST) {
          return true;
        }
        tooLong += skipping ? 0 : 1;
        skipping = false;
        continue;
      }
      if (limit - next > LONGEST) {
        tooLong += skipping ? 0 : 1;
        skipping = true;
        next = limit;
      }
      if (ended) {
        return false;
      }
      fill();
    }
  }

  private int newline() {
    for (int i = next; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, limit - next);
    limit -= next;
    next = 0;
    int n = in.read(buffer, limit, Math.min(BUFFER, buffer.length - limit));
    ended = n < 0;
    limit += Math.max(0, n);
  }

  /** Whether the line goes on with these letters at a place. */
  final boolean startsWith(int at, byte[] letters) {
    return at >= from
        && at + letters.length <= to
        && Arrays.equals(buffer, at, at + letters.length, letters, 0, letters.length);
  }
}
