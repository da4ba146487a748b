package io.memledger.forms.text;

import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the lines of one look gave, by the files that tell it in /proc. */
final class Look {
  /** Characters of one look; a day of ps pasted without dates is less. */
  private static final long MOST = 64L << 20;

  private record Key(Origin origin, String path) {}

  private final Map<Key, StringBuilder> files = new LinkedHashMap<>();
  private final Looks into;
  private When when;
  private boolean dated;
  private long size;
  private long number;

  Look(Looks into) {
    this.into = into;
  }

  Looks into() {
    return into;
  }

  /** Ends the look before it, if it holds anything, and begins one at a time that was told. */
  void begin(When told) {
    end();
    when = told;
    dated = true;
  }

  /** Begins one whose time nobody tells; only its place among the others. */
  void beginNext() {
    end();
    when = null;
  }

  /** Whether a line told the time of any look so far. */
  boolean isDated() {
    return dated;
  }

  /** The time of this look; null if nobody tells. */
  When when() {
    return when;
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  boolean has(Origin origin, String path) {
    return files.containsKey(new Key(origin, path));
  }

  /** Drops what one part said, for another to say it better. */
  void drop(Origin origin, String path) {
    files.remove(new Key(origin, path));
  }

  /** A line of a file. */
  void add(Origin origin, String path, CharSequence line) {
    if (size < MOST) {
      files
          .computeIfAbsent(new Key(origin, path), k -> new StringBuilder())
          .append(line)
          .append('\n');
      size += line.length();
    }
  }

  /** A line such as those of /proc/meminfo. */
  void meminfo(Origin origin, String name, double kib) {
    add(origin, "proc/meminfo", name + ": " + Math.round(kib) + " kB");
  }

  /** Hands over what was gathered. */
  void end() {
    if (!files.isEmpty()) {
      into.at(when == null ? When.number(number++) : when);
      files.forEach((key, text) -> into.put(key.origin(), key.path(), text));
      files.clear();
      size = 0;
    }
  }
}
