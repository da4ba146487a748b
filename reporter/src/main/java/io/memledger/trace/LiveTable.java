package io.memledger.trace;

import io.memledger.hashing.KeyedHash;
import java.util.Arrays;

/**
 * What is allocated and not yet freed, by pointer: an open hash table of plain arrays, since a
 * trace has millions of events and no object may be made for each.
 */
final class LiveTable {
  /** Slots of a table that is empty or cleared: 20 KB, so that many losses cost little. */
  private static final int SMALLEST = 1 << 10;

  /** At half load: 80 MB. A hostile trace gets no more. */
  static final int MOST = 1 << 21;

  private long[] keys = new long[SMALLEST];
  private int[] sites = new int[SMALLEST];
  private int[] bytes = new int[SMALLEST];
  private int[] times = new int[SMALLEST];
  private int size;

  /** What {@link #remove} took out. */
  int site;

  /** Likewise, in bytes. */
  int length;

  /** Takes something to do with each entry. */
  interface Visitor {
    void entry(int site, int bytes, int time);
  }

  private static int slot(long key, int mask) {
    return KeyedHash.of(key) & mask;
  }

  /**
   * Puts a pointer that is not in it.
   *
   * @param key not 0
   * @return false if the table is full
   */
  boolean put(long key, int ofSite, int ofBytes, int time) {
    if (size >= MOST) {
      return false;
    }
    if (size * 2 >= keys.length) {
      grow();
    }
    int mask = keys.length - 1;
    int at = slot(key, mask);
    while (keys[at] != 0) {
      at = at + 1 & mask;
    }
    keys[at] = key;
    sites[at] = ofSite;
    bytes[at] = ofBytes;
    times[at] = time;
    size++;
    return true;
  }

  /** Takes a pointer out; false if it is not in it. */
  boolean remove(long key) {
    int mask = keys.length - 1;
    int at = slot(key, mask);
    while (keys[at] != key) {
      if (keys[at] == 0) {
        return false;
      }
      at = at + 1 & mask;
    }
    site = sites[at];
    length = bytes[at];
    close(at, mask);
    size--;
    return true;
  }

  /** Moves later entries of the run up, so that no mark of a removed one is needed. */
  private void close(int from, int mask) {
    int hole = from;
    int at = hole + 1 & mask;
    while (keys[at] != 0) {
      int home = slot(keys[at], mask);
      if ((at - home & mask) >= (at - hole & mask)) {
        keys[hole] = keys[at];
        sites[hole] = sites[at];
        bytes[hole] = bytes[at];
        times[hole] = times[at];
        hole = at;
      }
      at = at + 1 & mask;
    }
    keys[hole] = 0;
  }

  private void grow() {
    LiveTable larger = new LiveTable();
    int capacity = keys.length * 2;
    larger.keys = new long[capacity];
    larger.sites = new int[capacity];
    larger.bytes = new int[capacity];
    larger.times = new int[capacity];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        larger.insert(keys[i], sites[i], bytes[i], times[i]);
      }
    }
    keys = larger.keys;
    sites = larger.sites;
    bytes = larger.bytes;
    times = larger.times;
  }

  private void insert(long key, int ofSite, int ofBytes, int time) {
    int mask = keys.length - 1;
    int at = slot(key, mask);
    while (keys[at] != 0) {
      at = at + 1 & mask;
    }
    keys[at] = key;
    sites[at] = ofSite;
    bytes[at] = ofBytes;
    times[at] = time;
  }

  void each(Visitor visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        visitor.entry(sites[i], bytes[i], times[i]);
      }
    }
  }

  /** Forgets all, in a time that what was put in has paid for. */
  void clear() {
    if (keys.length > SMALLEST) {
      keys = new long[SMALLEST];
      sites = new int[SMALLEST];
      bytes = new int[SMALLEST];
      times = new int[SMALLEST];
    } else if (size > 0) {
      Arrays.fill(keys, 0);
    }
    size = 0;
  }
}
