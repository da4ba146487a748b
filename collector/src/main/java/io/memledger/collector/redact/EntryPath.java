package io.memledger.collector.redact;

/**
 * The name of an archive's entry taken apart, as ARCHIVE-FORMAT sections 2, 7 and 8 lay it down.
 */
final class EntryPath {
  static final String MANIFEST = "manifest.json";
  static final String FOOTER = "footer.json";

  /** What stands before the stamp, or before manifest.json, with its slash; may be empty. */
  final String before;

  /** The stamp with its slash; empty for manifest and footer. */
  final String stamp;

  /** The rest, without {@code .delta}. */
  final String path;

  final boolean delta;
  final boolean trace;

  private EntryPath(String before, String stamp, String path, boolean trace) {
    this.before = before;
    this.stamp = stamp;
    this.trace = trace;
    delta = !trace && path.endsWith(Redactor.DELTA);
    this.path = delta ? path.substring(0, path.length() - Redactor.DELTA.length()) : path;
  }

  /** Null for a name that the format does not know, or that leads out of the archive. */
  static EntryPath of(String name) {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (path.startsWith("/") || ("/" + path + "/").contains("/../")) {
      return null;
    }
    boolean trace = false;
    for (int from = 0; from < path.length(); ) {
      int slash = path.indexOf('/', from);
      if (slash < 0) {
        String last = path.substring(from);
        return last.equals(MANIFEST) || last.equals(FOOTER)
            ? new EntryPath(path.substring(0, from), "", last, false)
            : null;
      }
      if (isStamp(path.substring(from, slash)) && !isTop(path, slash + 1)) {
        return slash + 1 == path.length()
            ? null
            : new EntryPath(
                path.substring(0, from),
                path.substring(from, slash + 1),
                path.substring(slash + 1),
                trace);
      }
      trace = path.startsWith("trace/", from);
      from = slash + 1;
    }
    return null;
  }

  /** A folder that is named by a time may hold snapshots rather than being one. */
  private static boolean isTop(String path, int from) {
    int slash = path.indexOf('/', from);
    String rest = path.substring(from);
    return slash < 0
        ? rest.equals(MANIFEST) || rest.equals(FOOTER)
        : rest.startsWith("trace/") || isStamp(path.substring(from, slash));
  }

  static boolean isStamp(String text) {
    return text.matches("\\d{8}T\\d{6}(\\.\\d+)?Z|\\d{10}(\\.\\d+)?");
  }

  FileKind kind() {
    return trace ? FileKind.ofTrace(path) : FileKind.of(path);
  }

  boolean isJson() {
    return stamp.isEmpty();
  }

  /** The same name in a redacted archive. */
  String redacted(Redactor redactor) {
    StringBuilder out = new StringBuilder();
    for (int from = 0; from < before.length(); ) {
      int slash = before.indexOf('/', from);
      String folder = before.substring(from, slash);
      boolean kept = isStamp(folder) || folder.equals("trace");
      out.append(kept ? folder : redactor.top(folder)).append('/');
      from = slash + 1;
    }
    String rest = trace || isJson() ? path : redactor.path(path);
    return out + stamp + rest + (delta ? Redactor.DELTA : "");
  }
}
