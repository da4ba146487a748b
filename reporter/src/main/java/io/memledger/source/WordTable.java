package io.memledger.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A fixed table of words, looked up by the bytes of a text. */
final class WordTable {
  private final List<byte[]> words = new ArrayList<>();
  private int[] slots = new int[16];

  WordTable() {
    Arrays.fill(slots, -1);
  }

  static WordTable of(String... all) {
    WordTable table = new WordTable();
    for (String one : all) {
      table.add(one);
    }
    return table;
  }

  /** Adds a word; its number is the count of words before it. */
  void add(String word) {
    words.add(word.getBytes(StandardCharsets.UTF_8));
    if (words.size() * 4 > slots.length) {
      slots = new int[slots.length * 4];
      Arrays.fill(slots, -1);
      for (int i = 0; i < words.size(); i++) {
        place(i);
      }
    } else {
      place(words.size() - 1);
    }
  }

  private void place(int number) {
    byte[] word = words.get(number);
    int slot = hash(word, 0, word.length) & (slots.length - 1);
    while (slots[slot] >= 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = number;
  }

  /** Number of the current word; -1 if it is not in the table. */
  int find(ProcText text) {
    return find(text.bytes(), text.wordStart(), text.wordEnd());
  }

  int find(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to) & (slots.length - 1);
    while (slots[slot] >= 0) {
      byte[] word = words.get(slots[slot]);
      if (Arrays.equals(word, 0, word.length, bytes, from, to)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }
}
