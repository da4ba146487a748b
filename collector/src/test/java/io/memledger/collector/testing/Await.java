package io.memledger.collector.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Waits for events, however long they take on a busy machine. */
public final class Await {
  private Await() {}

  /**
   * Looks until something is so; fails only if the process that should bring it about has ended.
   */
  public static void until(Callable<Boolean> event, Process of) throws Exception {
    while (!event.call()) {
      if (!of.isAlive() && !event.call()) {
        throw new AssertionError("it ended with " + of.exitValue() + " before that happened");
      }
      Thread.sleep(20);
    }
  }

  /** Waits until so many snapshots can be read from an archive that is being written. */
  public static void snapshots(int count, Path archive, Process of) throws Exception {
    until(() -> Files.exists(archive) && TarFile.read(archive).stamps().size() >= count, of);
  }
}
