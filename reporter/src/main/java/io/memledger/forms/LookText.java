package io.memledger.forms;

import java.util.LinkedHashMap;
import java.util.Map;

/** Files of one look, gathered line by line before they are put. */
public final class LookText {
  /** Characters of one look. */
  private static final long MOST = 64L << 20;

  private final Map<String, StringBuilder> files = new LinkedHashMap<>();
  private long size;

  /** A line of a file. */
  public void add(String path, CharSequence line) {
    if (size < MOST) {
      files.computeIfAbsent(path, p -> new StringBuilder()).append(line).append('\n');
      size += line.length() + 64;
    }
  }

  public boolean has(String path) {
    return files.containsKey(path);
  }

  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** Puts all into the look that was begun. */
  public void put(Origin origin, Looks into) {
    files.forEach((path, text) -> into.put(origin, path, text));
  }

  /** Puts all as a look, and forgets it. */
  public void give(When when, Origin origin, Looks into) {
    if (!files.isEmpty()) {
      into.at(when);
      files.forEach((path, text) -> into.put(origin, path, text));
    }
    clear();
  }

  /** Forgets all. */
  public void clear() {
    files.clear();
    size = 0;
  }
}
