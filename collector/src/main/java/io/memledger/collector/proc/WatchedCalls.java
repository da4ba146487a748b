package io.memledger.collector.proc;

import io.memledger.collector.common.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Calls that may hang in the kernel, each of which tells a watchdog what it waits for, and since
 * when.
 *
 * <p>A read that hangs in the kernel cannot be interrupted. The watchdog {@link #abandon abandons}
 * the thread instead and another goes on; should the first ever come back, it finds that it is no
 * longer the owner and ends with {@link Abandoned} before it touches anything shared. So between
 * {@code enter} and {@code leave} a method uses locals only.
 */
abstract class WatchedCalls {
  /** The end of a thread that came back from a hanging read too late. */
  static final class Abandoned extends Error {
    private static final long serialVersionUID = 1;

    Abandoned() {
      super(null, null, false, false);
    }
  }

  private final Set<String> blocked = new HashSet<>();
  private Thread owner;
  private volatile long since;
  private String waitingFor;
  private Bytes filling;

  /** Why the last call failed, in the words of the C library; null if it did not. */
  public String error;

  /** How long the last call took, in nanoseconds. */
  public long lastNanos;

  /** How long all calls together took, in nanoseconds. */
  public long totalNanos;

  /** Makes a thread the one that may call. */
  public final synchronized void ownedBy(Thread thread) {
    owner = thread;
  }

  /**
   * Gives up on the current call if it has taken longer than {@code limitNanos}.
   *
   * @return the path that hangs, which is never touched again, or null
   */
  final synchronized String abandon(long limitNanos, Thread heir) {
    if (since == 0 || System.nanoTime() - since < limitNanos) {
      return null;
    }
    blocked.add(waitingFor);
    forget(waitingFor);
    if (filling != null) {
      // The lost thread may still write into the old array.
      filling.data = Arrays.copyOf(filling.data, filling.data.length);
    }
    owner = heir;
    since = 0;
    return waitingFor;
  }

  /** Drops what is kept of a path that hangs. */
  abstract void forget(String path);

  final boolean enter(String path, Bytes into) {
    error = null;
    if (!blocked.isEmpty() && blocked.contains(path)) {
      error = "took over 2 s";
      return false;
    }
    waitingFor = path;
    filling = into;
    long now = System.nanoTime();
    since = now == 0 ? 1 : now;
    return true;
  }

  final synchronized void leave() {
    if (Thread.currentThread() != owner) {
      throw new Abandoned();
    }
    lastNanos = System.nanoTime() - since;
    totalNanos += lastNanos;
    since = 0;
  }
}
