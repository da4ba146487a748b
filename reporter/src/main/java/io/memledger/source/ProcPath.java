package io.memledger.source;

/** The pid in a path such as proc/1234/status. */
final class ProcPath {
  private static final String ROOT = "proc/";

  /** Digits of the largest pid, 4,194,304. */
  private static final int MAX_DIGITS = 7;

  private ProcPath() {}

  static boolean is(String path, String file) {
    int slash = path.length() - file.length() - 1;
    return path.endsWith(file) && slash > 0 && path.charAt(slash) == '/' && end(path) == slash;
  }

  /** The pid; only for a path that {@link #is} holds for. */
  static long pid(String path) {
    return Long.parseLong(path, ROOT.length(), end(path), 10);
  }

  private static int end(String path) {
    if (!path.startsWith(ROOT)) {
      return -1;
    }
    int i = ROOT.length();
    while (i < path.length() && path.charAt(i) >= '0' && path.charAt(i) <= '9') {
      i++;
    }
    return i > ROOT.length() && i - ROOT.length() <= MAX_DIGITS ? i : -1;
  }
}
