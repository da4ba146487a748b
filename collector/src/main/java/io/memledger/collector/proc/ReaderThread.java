package io.memledger.collector.proc;

import java.io.IOException;

/**
 * Runs the passes in a thread of its own, so that a read that hangs costs one source, not the
 * capture.
 */
public final class ReaderThread {
  /** A read that takes longer is given up, and its source with it. */
  static final long READ_LIMIT_NANOS = 2_000_000_000L;

  private static final int LOOK_EVERY_MS = 250;

  private final ProcReader reader;
  private Thread current;
  private Pass job;
  private Throwable failure;

  public ReaderThread(ProcReader reader) {
    this.reader = reader;
    current = thread();
    reader.ownedBy(current);
    current.start();
  }

  private Thread thread() {
    Thread thread =
        new Thread("reader") {
          @Override
          public void run() {
            work();
          }
        };
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a pass to its end, whatever hangs on the way. */
  public synchronized void run(Pass pass) throws IOException {
    failure = null;
    job = pass;
    notifyAll();
    while (job != null) {
      try {
        wait(LOOK_EVERY_MS);
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
      if (job != null) {
        Thread heir = thread();
        String path = reader.abandon(READ_LIMIT_NANOS, heir);
        if (path != null) {
          pass.hung(path);
          current = heir;
          heir.start();
        }
      }
    }
    if (failure instanceof IOException) {
      throw (IOException) failure;
    }
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  private void work() {
    try {
      while (true) {
        Pass pass;
        synchronized (this) {
          while (job == null) {
            wait();
          }
          pass = job;
        }
        Throwable thrown = null;
        try {
          pass.run();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
          thrown = e;
        }
        synchronized (this) {
          failure = thrown;
          job = null;
          notifyAll();
        }
      }
    } catch (InterruptedException | WatchedCalls.Abandoned e) {
      // This thread has been replaced; there is nothing left for it to do.
    }
  }
}
