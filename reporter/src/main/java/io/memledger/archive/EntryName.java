package io.memledger.archive;

/**
 * An entry's name taken apart.
 *
 * @param kind what the entry is
 * @param folder what stands before the stamp, or before manifest.json: the capture it belongs to
 * @param stamp milliseconds since 1970; -1 where the entry belongs to no snapshot
 * @param written the stamp as it is written; empty where there is none
 * @param path below the root, such as proc/meminfo, for snapshot files; else the whole name
 */
public record EntryName(Kind kind, String folder, long stamp, String written, String path) {
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
      return new EntryName(Kind.UNSAFE, "", -1, "", path);
    }
    boolean trace = false;
    int from = 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      if (slash < 0) {
        String folder = path.substring(0, Math.max(0, from - 1));
        return new EntryName(last(path, from), folder, -1, "", path);
      }
      long stamp = Stamp.millis(path, from, slash);
      if (stamp >= 0 && !isTop(path, slash + 1)) {
        Kind kind = trace ? Kind.TRACE : Kind.SNAPSHOT_FILE;
        String folder = path.substring(0, Math.max(0, from - 1));
        String written = path.substring(from, slash);
        return new EntryName(kind, folder, stamp, written, path.substring(slash + 1));
      }
      trace = path.startsWith("trace/", from);
      from = slash + 1;
    }
    return new EntryName(Kind.UNKNOWN, path, -1, "", path);
  }

  /** Whether a folder that is named by a time holds snapshots rather than being one. */
  private static boolean isTop(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0
        ? last(path, from) != Kind.UNKNOWN
        : path.startsWith("trace/", from) || Stamp.millis(path, from, slash) >= 0;
  }

  /** First part of the name; null if there is none before the stamp. */
  public String top() {
    int slash = folder.indexOf('/');
    String first = slash < 0 ? folder : folder.substring(0, slash);
    return first.isEmpty() ? null : first;
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
