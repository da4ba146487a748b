package io.memledger.collector.archive;

import io.memledger.collector.common.Bytes;
import java.util.Arrays;

/** The keyed line delta of ARCHIVE-FORMAT section 4: what changed between two samples of a file. */
final class LineDelta {
  /** New keys are compared pair by pair; with more of them than this, full content is written. */
  private static final int MOST_NEW = 512;

  private int[] starts = new int[512];
  private boolean[] seen = new boolean[512];
  private int[] table = new int[2048];
  private final int[] fresh = new int[MOST_NEW];

  /**
   * Appends the delta from {@code before} to {@code now}.
   *
   * @return false if there is none: keys repeat, a line has no key, the last line is cut, or the
   *     delta would take more than half of the bytes. The buffer then holds a part of it.
   */
  boolean write(byte[] before, int beforeLength, byte[] now, int nowLength, Bytes out) {
    if (nowLength == 0 || now[nowLength - 1] != '\n') {
      return false;
    }
    int count = index(before, beforeLength);
    if (count < 0) {
      return false;
    }
    int at = out.length;
    int freshCount = 0;
    int hint = 0;
    out.append('-').append('\n');
    for (int line = 0, next; line < nowLength; line = next) {
      int key = keyEnd(now, line, nowLength);
      next = lineEnd(now, key, nowLength) + 1;
      if (key == line) {
        return false;
      }
      int old =
          hint < count && sameKey(before, starts[hint], now, line, key)
              ? hint
              : find(before, now, line, key);
      if (old >= 0) {
        if (seen[old]) {
          return false;
        }
        seen[old] = true;
        hint = old + 1;
        if (same(before, starts[old], starts[old + 1], now, line, next)) {
          continue;
        }
      } else {
        for (int i = 0; i < freshCount; i++) {
          if (sameKey(now, fresh[i], now, line, key)) {
            return false;
          }
        }
        if (freshCount == MOST_NEW) {
          return false;
        }
        fresh[freshCount++] = line;
      }
      out.append(now, line, next - line);
      if (out.length - at > nowLength / 2) {
        return false;
      }
    }
    gone(before, count, out, at);
    return out.length - at <= nowLength / 2;
  }

  /** Puts the keys that are gone into the first line, which was left empty. */
  private void gone(byte[] before, int count, Bytes out, int at) {
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (!seen[i]) {
        size += 1 + keyEnd(before, starts[i], starts[i + 1]) - starts[i];
      }
    }
    if (size == 0) {
      return;
    }
    out.room(size);
    System.arraycopy(out.data, at + 1, out.data, at + 1 + size, out.length - at - 1);
    out.length += size;
    int to = at + 1;
    for (int i = 0; i < count; i++) {
      if (!seen[i]) {
        int key = keyEnd(before, starts[i], starts[i + 1]) - starts[i];
        out.data[to++] = ' ';
        System.arraycopy(before, starts[i], out.data, to, key);
        to += key;
      }
    }
  }

  /** Fills the table of the keys; the number of lines, or -1 if their keys are not unique. */
  private int index(byte[] text, int length) {
    Arrays.fill(table, 0);
    int count = 0;
    for (int line = 0; line < length; count++) {
      if (count + 2 > starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
        seen = new boolean[starts.length];
        table = new int[starts.length * 4];
        return index(text, length);
      }
      int key = keyEnd(text, line, length);
      if (key == line) {
        return -1;
      }
      starts[count] = line;
      seen[count] = false;
      int slot = hash(text, line, key) & table.length - 1;
      while (table[slot] != 0) {
        if (sameKey(text, starts[table[slot] - 1], text, line, key)) {
          return -1;
        }
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = count + 1;
      line = lineEnd(text, key, length) + 1;
      if (line > length) {
        return -1;
      }
    }
    starts[count] = length;
    return count;
  }

  private int find(byte[] before, byte[] now, int line, int key) {
    int slot = hash(now, line, key) & table.length - 1;
    while (table[slot] != 0) {
      if (sameKey(before, starts[table[slot] - 1], now, line, key)) {
        return table[slot] - 1;
      }
      slot = slot + 1 & table.length - 1;
    }
    return -1;
  }

  private static int hash(byte[] text, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + text[i];
    }
    return hash ^ hash >>> 15;
  }

  private static int keyEnd(byte[] text, int from, int limit) {
    int i = from;
    while (i < limit && !isBlank(text[i])) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\t';
  }

  private static int lineEnd(byte[] text, int from, int limit) {
    int i = from;
    while (i < limit && text[i] != '\n') {
      i++;
    }
    return i;
  }

  private static boolean sameKey(byte[] a, int at, byte[] b, int from, int to) {
    int length = to - from;
    if (at + length >= a.length || !isBlank(a[at + length])) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (a[at + i] != b[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(byte[] a, int start, int end, byte[] b, int from, int to) {
    if (end - start != to - from) {
      return false;
    }
    for (int i = start, j = from; i < end; i++, j++) {
      if (a[i] != b[j]) {
        return false;
      }
    }
    return true;
  }
}
