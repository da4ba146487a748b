package io.memledger.archive;

import java.util.HashMap;
import java.util.Map;

/**
 * Takes the names of entries apart as they come: those of a snapshot begin alike, and a path mostly
 * follows the one that it followed before.
 */
final class EntryNames {
  /** Paths kept; a host's have some hundred, those of its processes come and go. */
  private static final int MOST_PATHS = 4096;

  private static final int LONGEST = 200;

  /** A path, and what came after it the last two times that differed. */
  private static final class Kept {
    private final String path;
    private Kept next;
    private Kept other;

    Kept(String path) {
      this.path = path;
    }

    void follow(Kept now) {
      if (next != now) {
        other = next;
        next = now;
      }
    }
  }

  private final Limits limits;
  private final Map<String, Kept> paths = new HashMap<>();
  private EntryName first;
  private String prefix;
  private Kept before;

  EntryNames(Limits limits) {
    this.limits = limits;
  }

  /** Same as {@link EntryName#of}, with less work. */
  EntryName of(String name) {
    boolean alike = before != null && name.startsWith(prefix);
    if (alike && name.length() <= limits.pathLength()) {
      Kept found = is(before.next, name) ? before.next : before.other;
      if (is(found, name)) {
        before = found;
        return named(found.path);
      }
    }
    return anew(name);
  }

  private boolean is(Kept kept, String name) {
    return kept != null
        && kept.path.length() == name.length() - prefix.length()
        && name.endsWith(kept.path);
  }

  private EntryName named(String path) {
    return new EntryName(first.kind(), first.folder(), first.stamp(), first.written(), path);
  }

  private EntryName anew(String name) {
    EntryName found = EntryName.of(name, limits);
    if (found.kind() != EntryName.Kind.SNAPSHOT_FILE || found.path().length() > LONGEST) {
      return found;
    }
    int begin = name.length() - found.path().length();
    if (first == null || prefix.length() != begin || !name.startsWith(prefix)) {
      // A path that is safe below one folder may be too deep below another.
      if (first != null && !first.folder().equals(found.folder())) {
        forget();
      }
      first = found;
      prefix = name.substring(0, begin);
    }
    if (paths.size() >= MOST_PATHS) {
      forget();
    }
    Kept now = paths.computeIfAbsent(found.path(), Kept::new);
    if (before != null) {
      before.follow(now);
    }
    before = now;
    return named(now.path);
  }

  private void forget() {
    paths.clear();
    before = null;
  }
}
