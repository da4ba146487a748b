package io.memledger.replay;

import io.memledger.hashing.KeyedHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file as lines by their key, the first word of each, so that a delta costs its changed lines
 * (ARCHIVE-FORMAT 4).
 */
final class LineTable {
  /** One line, with what it says once it has been read. */
  static final class Line {
    byte[] text;
    Batch batch;

    Line(byte[] text) {
      this.text = text;
    }
  }

  private static final class Key {
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
  }

  /** Heap of a line beside its text: its key, its place in tables, and what it says. */
  private static final int BARE = 400;

  private final Map<Key, Line> lines = new LinkedHashMap<>();
  private final List<Line> repeated = new ArrayList<>();
  private final List<Batch> gone = new ArrayList<>();
  private final List<Line> fresh = new ArrayList<>();
  private int length;

  /** Takes the whole file apart. */
  LineTable(byte[] data, int end) {
    eachLine(data, 0, end, this::append);
  }

  /** Applies a delta: first line "- gone keys", then new and changed lines. */
  void apply(byte[] delta, int end) {
    int first = newline(delta, 0, end);
    int at = 1;
    while (at < first) {
      int from = skipBlanks(delta, at, first);
      int to = wordEnd(delta, from, first);
      if (to > from) {
        Line old = lines.remove(new Key(delta, from, to));
        if (old != null) {
          length -= old.text.length;
          drop(old);
          old.text = null;
        }
      }
      at = Math.max(to, at + 1);
    }
    eachLine(delta, first + 1, end, this::replace);
  }

  private void append(byte[] data, int from, int to) {
    Line line = new Line(Arrays.copyOfRange(data, from, to));
    fresh.add(line);
    Line before = lines.putIfAbsent(key(data, from, to), line);
    if (before != null) {
      repeated.add(line);
    }
    length += line.text.length;
  }

  private void replace(byte[] data, int from, int to) {
    Key key = key(data, from, to);
    Line known = lines.get(key);
    if (known == null) {
      Line line = new Line(Arrays.copyOfRange(data, from, to));
      lines.put(key, line);
      fresh.add(line);
      length += to - from;
    } else {
      length += to - from - known.text.length;
      known.text = Arrays.copyOfRange(data, from, to);
      if (known.batch != null) {
        drop(known);
        fresh.add(known);
      }
    }
  }

  private void drop(Line line) {
    if (line.batch != null) {
      gone.add(line.batch);
      line.batch = null;
    }
  }

  /** What lines said that are no more; only once. */
  List<Batch> takeGone() {
    List<Batch> taken = new ArrayList<>(gone);
    gone.clear();
    return taken;
  }

  /** Lines that have not been read; only once. */
  List<Line> takeFresh() {
    List<Line> taken = new ArrayList<>(fresh);
    taken.removeIf(line -> line.text == null);
    fresh.clear();
    return taken;
  }

  /** Lets all lines be read anew. */
  void forget() {
    gone.clear();
    fresh.clear();
    for (Line line : lines()) {
      line.batch = null;
      fresh.add(line);
    }
  }

  /** All lines in the order of the file; new ones at the end. */
  Collection<Line> lines() {
    if (repeated.isEmpty()) {
      return lines.values();
    }
    List<Line> all = new ArrayList<>(lines.values());
    all.addAll(repeated);
    return all;
  }

  /** Bytes of all lines. */
  int length() {
    return length;
  }

  /** Heap that all takes, about. */
  int weight() {
    return length + (int) Math.min((long) BARE * (lines.size() + repeated.size()), 1 << 30);
  }

  /** Heap that the lines of a text would take. */
  static long weight(byte[] data, int end) {
    long count = 1;
    for (int i = 0; i < end; i++) {
      count += data[i] == '\n' ? 1 : 0;
    }
    return end + BARE * count;
  }

  /** The file put together again. */
  byte[] join() {
    byte[] all = new byte[length];
    int at = 0;
    for (Line line : lines()) {
      System.arraycopy(line.text, 0, all, at, line.text.length);
      at += line.text.length;
    }
    return all;
  }

  private interface LineAction {
    void take(byte[] data, int from, int to);
  }

  private static void eachLine(byte[] data, int start, int end, LineAction action) {
    int from = start;
    while (from < end) {
      int to = Math.min(end, newline(data, from, end) + 1);
      action.take(data, from, to);
      from = to;
    }
  }

  private static Key key(byte[] data, int from, int to) {
    int begin = skipBlanks(data, from, to);
    return new Key(data, begin, wordEnd(data, begin, to));
  }

  private static int newline(byte[] data, int from, int end) {
    int i = from;
    while (i < end && data[i] != '\n') {
      i++;
    }
    return i;
  }

  private static int skipBlanks(byte[] data, int from, int end) {
    int i = from;
    while (i < end && (data[i] == ' ' || data[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static int wordEnd(byte[] data, int from, int end) {
    int i = from;
    while (i < end && data[i] != ' ' && data[i] != '\t' && data[i] != '\n') {
      i++;
    }
    return i;
  }
}
