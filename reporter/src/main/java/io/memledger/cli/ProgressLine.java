package io.memledger.cli;

import java.util.function.LongConsumer;

/** One line on a terminal's stderr that says how much of the archives has been read. */
final class ProgressLine {
  private static final long NANOS_BETWEEN = 200_000_000;
  private static final int BAR = 24;

  private final boolean shown;
  private long total;
  private long read;
  private long drawnAt;
  private boolean drawn;

  private ProgressLine(boolean shown) {
    this.shown = shown;
  }

  /** Draws only where a person watches: not when quiet, not into a file or a pipe. */
  static ProgressLine forTerminal(boolean quiet) {
    return new ProgressLine(!quiet && System.console() != null && System.getenv("TERM") != null);
  }

  /** Adds an archive of that many bytes; what is returned takes the bytes read of it so far. */
  synchronized LongConsumer archive(long bytes) {
    total += bytes;
    long[] before = {0};
    return now -> {
      synchronized (this) {
        read += now - before[0];
        before[0] = now;
        draw();
      }
    };
  }

  private void draw() {
    long now = System.nanoTime();
    if (!shown || total == 0 || drawn && now - drawnAt < NANOS_BETWEEN) {
      return;
    }
    drawnAt = now;
    drawn = true;
    int done = (int) Math.min(BAR, read * BAR / total);
    System.err.print(
        "\r[" + "#".repeat(done) + " ".repeat(BAR - done) + "] " + read * 100 / total + " %");
    System.err.flush();
  }

  /** Clears the line, so that what is printed next stands alone. */
  synchronized void clear() {
    if (shown && drawn) {
      System.err.print("\r" + " ".repeat(BAR + 10) + "\r");
      System.err.flush();
      drawn = false;
    }
  }
}
