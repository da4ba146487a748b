package io.memledger.archive;

/**
 * An entry's name taken apart.
 *
 * @param kind what the entry is
 * @param top first part of the name; null if there is none before the stamp
 * @param stamp milliseconds since 1970; -1 where the entry belongs to no snapshot
 * @param path below the root, such as proc/meminfo, for snapshot files; else the whole name
 */
public record EntryName(Kind kind, String top, long stamp, String path) {
  /** What an entry is, by its name. */
  public enum Kind {
    SNAPSHOT_FILE,
    MANIFEST,
    FOOTER,
    TRACE,
    UNKNOWN,
    UNSAFE
  }

  /** Takes a name apart; a name that leads out of the archive, or is too long, is UNSAFE. */
  public static EntryName of(String name, Limits limits) {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (!safe(path, limits)) {
      return new EntryName(Kind.UNSAFE, null, -1, path);
    }
    String top = null;
    boolean trace = false;
    int from = 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      long stamp = slash < 0 ? -1 : Stamp.millis(path, from, to);
      if (stamp >= 0) {
        Kind kind = trace ? Kind.TRACE : Kind.SNAPSHOT_FILE;
        return new EntryName(kind, top, stamp, path.substring(to + 1));
      }
      if (slash < 0) {
        return new EntryName(last(path, from), top, -1, path);
      }
      if (top == null) {
        top = path.substring(from, to);
      }
      trace = path.startsWith("trace/", from);
      from = to + 1;
    }
    return new EntryName(Kind.UNKNOWN, top, -1, path);
  }

  private static Kind last(String path, int from) {
    if (path.startsWith("manifest.json", from) && path.length() == from + 13) {
      return Kind.MANIFEST;
    }
    if (path.startsWith("footer.json", from) && path.length() == from + 11) {
      return Kind.FOOTER;
    }
    return Kind.UNKNOWN;
  }

  private static boolean safe(String path, Limits limits) {
    if (path.isEmpty() || path.length() > limits.pathLength() || path.charAt(0) == '/') {
      return false;
    }
    int depth = 1;
    int from = 0;
    for (int i = 0; i <= path.length(); i++) {
      char c = i < path.length() ? path.charAt(i) : '/';
      if (c == 0) {
        return false;
      }
      if (c == '/') {
        if (i - from == 2 && path.charAt(from) == '.' && path.charAt(from + 1) == '.') {
          return false;
        }
        from = i + 1;
        depth++;
      }
    }
    return depth - 1 <= limits.pathDepth();
  }
}
