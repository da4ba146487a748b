package io.memledger.archive;

import java.util.List;

/** Files that the format names but the reporter has no use for yet: skipped without a warning. */
final class KnownPaths {
  private static final List<String> ROOTS = List.of("proc/", "sys/", "etc/", "derived/", "dev/");

  private KnownPaths() {}

  static boolean knows(String path) {
    for (String root : ROOTS) {
      if (path.startsWith(root)) {
        return true;
      }
    }
    return false;
  }
}
