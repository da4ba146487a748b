package io.memledger.replay;

import io.memledger.hashing.KeyedHash;
import java.util.Arrays;

/** Lines of a text, and what it costs to keep them apart. */
final class TextLines {
  /** Bytes of an ordinary line: a table of shorter ones would be far larger than its file. */
  private static final int SHORTEST = 32;

  private static final int FEW = 128;

  /** Heap of a line beside its text: its key, its place in tables, and what it says. */
  static final int BARE = 400;

  private TextLines() {}

  /** Whether a text has so many lines for its size that it is better kept whole. */
  static boolean tooShort(byte[] data, int end) {
    return weight(data, end) > BARE * most(end) + end;
  }

  /** The most lines that a text of so many bytes is taken apart into. */
  static long most(int length) {
    return FEW + length / SHORTEST;
  }

  /** Heap that the lines of a text would take. */
  static long weight(byte[] data, int end) {
    long count = 1;
    for (int i = 0; i < end; i++) {
      count += data[i] == '\n' ? 1 : 0;
    }
    return end + BARE * count;
  }

  /** Takes one line. */
  interface LineAction {
    void take(byte[] data, int from, int to);
  }

  static void each(byte[] data, int start, int end, LineAction action) {
    int from = start;
    while (from < end) {
      int to = end(data, from, end);
      action.take(data, from, to);
      from = to;
    }
  }

  static int end(byte[] data, int from, int end) {
    return Math.min(end, newline(data, from, end) + 1);
  }

  static int newline(byte[] data, int from, int end) {
    int i = from;
    while (i < end && data[i] != '\n') {
      i++;
    }
    return i;
  }

  /** The first word of a line, by which a delta names it. */
  static final class Key {
    private final byte[] bytes;
    private final int hash;

    Key(byte[] data, int from, int to) {
      bytes = Arrays.copyOfRange(data, from, to);
      hash = KeyedHash.of(bytes, 0, bytes.length, 0);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key && Arrays.equals(bytes, ((Key) other).bytes);
    }

    /** Key of a line. */
    static Key of(byte[] data, int from, int to) {
      int begin = skipBlanks(data, from, to);
      return new Key(data, begin, wordEnd(data, begin, to));
    }

    /** Whether two lines have the same key. */
    static boolean same(byte[] line, byte[] data, int from, int to) {
      int key = skipBlanks(line, 0, line.length);
      int other = skipBlanks(data, from, to);
      return Arrays.equals(
          line, key, wordEnd(line, key, line.length), data, other, wordEnd(data, other, to));
    }

    static int skipBlanks(byte[] data, int from, int end) {
      int i = from;
      while (i < end && (data[i] == ' ' || data[i] == '\t')) {
        i++;
      }
      return i;
    }

    static int wordEnd(byte[] data, int from, int end) {
      int i = from;
      while (i < end && data[i] != ' ' && data[i] != '\t' && data[i] != '\n') {
        i++;
      }
      return i;
    }
  }
}
