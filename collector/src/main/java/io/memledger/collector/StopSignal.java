package io.memledger.collector;

import io.memledger.collector.trace.TraceSession;
import java.io.IOException;

/**
 * SIGTERM, SIGINT and SIGHUP: they end the pause between two snapshots, and the JVM waits until the
 * main thread has written the ending.
 */
final class StopSignal {
  private static final int HOOK_WAITS_MS = 20_000;

  private boolean stopped;

  /** Listens from now on; the calling thread is the one that is waited for. */
  void listen(final KernelTrace trace) {
    final Thread main = Thread.currentThread();
    Thread hook =
        new Thread("signal") {
          @Override
          public void run() {
            arrive();
            TraceSession session = trace.session();
            try {
              main.join(HOOK_WAITS_MS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            if (session != null) {
              session.end();
            }
          }
        };
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private synchronized void arrive() {
    stopped = true;
    notifyAll();
  }

  synchronized boolean hasCome() {
    return stopped;
  }

  /**
   * @return false if a signal came
   */
  synchronized boolean sleepUntil(long nanos) throws IOException {
    try {
      for (long left; !stopped && (left = nanos - System.nanoTime()) > 0; ) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    return !stopped;
  }
}
