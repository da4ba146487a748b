package io.memledger.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file as lines by their key, the first word of each, so that a delta costs its changed lines
 * (ARCHIVE-FORMAT 4), and a whole file little more.
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

  /** Lines looked ahead for one that moved up since those before it are gone. */
  private static final int LOOK_AHEAD = 64;

  private final List<Line> order = new ArrayList<>();
  private final List<Batch> gone = new ArrayList<>();
  private final List<Line> fresh = new ArrayList<>();
  private Map<TextLines.Key, Line> byKey;
  private int dead;
  private int length;

  /** Takes the whole file apart. */
  LineTable(byte[] data, int end) {
    TextLines.each(data, 0, end, this::append);
  }

  /** Applies a delta: first line "- gone keys", then new and changed lines. */
  void apply(byte[] delta, int end) {
    if (byKey == null) {
      index();
    }
    int first = TextLines.newline(delta, 0, end);
    int at = 1;
    while (at < first) {
      int from = TextLines.Key.skipBlanks(delta, at, first);
      int to = TextLines.Key.wordEnd(delta, from, first);
      if (to > from) {
        Line old = byKey.remove(new TextLines.Key(delta, from, to));
        if (old != null) {
          remove(old);
        }
      }
      at = Math.max(to, at + 1);
    }
    TextLines.each(delta, first + 1, end, this::replace);
  }

  /**
   * Takes a newer whole file, of which mostly few lines differ.
   *
   * @return false if its lines are too short to be kept apart; the table is of no use then
   */
  boolean whole(byte[] data, int end) {
    compact();
    int at = 0;
    int i = 0;
    while (at < end && i < order.size()) {
      Line line = order.get(i);
      int to = sameUntil(line, data, at, end);
      if (to < 0) {
        to = TextLines.end(data, at, end);
        if (!TextLines.Key.same(line.text, data, at, to)) {
          break;
        }
        change(line, data, at, to);
      }
      at = to;
      i++;
    }
    if (at < end || i < order.size()) {
      byKey = null;
      rearrange(i, data, at, end);
    }
    return order.size() <= TextLines.most(length);
  }

  /** Lines have come or gone from the nth on. */
  private void rearrange(int n, byte[] data, int start, int end) {
    List<Line> rest = order.subList(n, order.size());
    List<Line> old = new ArrayList<>(rest);
    rest.clear();
    int next = 0;
    int at = start;
    while (at < end) {
      int to = TextLines.end(data, at, end);
      int found = find(old, next, data, at, to);
      if (found < 0 && order.size() > TextLines.most(end)) {
        break;
      }
      if (found < 0) {
        append(data, at, to);
      } else {
        old.subList(next, found).forEach(this::remove);
        next = found + 1;
        order.add(old.get(found));
        if (sameUntil(old.get(found), data, at, end) < 0) {
          change(old.get(found), data, at, to);
        }
      }
      at = to;
    }
    old.subList(next, old.size()).forEach(this::remove);
    dead = 0;
  }

  private static int find(List<Line> lines, int from, byte[] data, int at, int to) {
    int end = Math.min(lines.size(), from + LOOK_AHEAD);
    for (int i = from; i < end; i++) {
      if (TextLines.Key.same(lines.get(i).text, data, at, to)) {
        return i;
      }
    }
    return -1;
  }

  /** End of the line in the data if it is there as it was; else -1. */
  private static int sameUntil(Line line, byte[] data, int at, int end) {
    byte[] text = line.text;
    int to = at + text.length;
    boolean same = to <= end && Arrays.equals(text, 0, text.length, data, at, to);
    return same && (to == end || text[text.length - 1] == '\n') ? to : -1;
  }

  private void index() {
    compact();
    byKey = new HashMap<>();
    List<Line> repeated = new ArrayList<>();
    for (Line line : order) {
      if (byKey.putIfAbsent(TextLines.Key.of(line.text, 0, line.text.length), line) != null) {
        repeated.add(line);
      }
    }
    if (!repeated.isEmpty()) {
      // A delta cannot name them: they stay, behind those that it can.
      Set<Line> behind = Collections.newSetFromMap(new IdentityHashMap<>());
      behind.addAll(repeated);
      order.removeIf(behind::contains);
      order.addAll(repeated);
    }
  }

  private void append(byte[] data, int from, int to) {
    Line line = new Line(Arrays.copyOfRange(data, from, to));
    fresh.add(line);
    order.add(line);
    length += to - from;
  }

  private void replace(byte[] data, int from, int to) {
    TextLines.Key key = TextLines.Key.of(data, from, to);
    Line known = byKey.get(key);
    if (known == null) {
      append(data, from, to);
      byKey.put(key, order.get(order.size() - 1));
    } else {
      change(known, data, from, to);
    }
  }

  private void change(Line line, byte[] data, int from, int to) {
    length += to - from - line.text.length;
    if (line.text.length == to - from) {
      System.arraycopy(data, from, line.text, 0, to - from);
    } else {
      line.text = Arrays.copyOfRange(data, from, to);
    }
    if (line.batch != null) {
      drop(line);
      fresh.add(line);
    }
  }

  private void remove(Line line) {
    length -= line.text.length;
    drop(line);
    line.text = null;
    dead++;
  }

  private void drop(Line line) {
    if (line.batch != null) {
      gone.add(line.batch);
      line.batch = null;
    }
  }

  private void compact() {
    if (dead > 0) {
      order.removeIf(line -> line.text == null);
      dead = 0;
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
  List<Line> lines() {
    compact();
    return order;
  }

  /** Bytes of all lines. */
  int length() {
    return length;
  }

  /** Heap that all takes, about. */
  int weight() {
    return length + (int) Math.min((long) TextLines.BARE * order.size(), 1 << 30);
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
}
