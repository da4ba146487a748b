package io.memledger.report.data;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Half-made files, which are deleted though the program is told to end. */
final class Leftovers {
  private static final Set<Path> ALL = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::delete, "leftovers"));
  }

  private Leftovers() {}

  /** A file under a name that it bears only until it is whole. */
  static void add(Path file) {
    ALL.add(file);
  }

  private static void delete() {
    ALL.forEach(file -> file.toFile().delete());
  }
}
