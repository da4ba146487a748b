package io.memledger.collector.proc;

import io.memledger.collector.common.Bytes;

/** What the collector itself costs: CPU time to the nanosecond, and memory. */
public final class OwnCost {
  private static final int SMALL = 1 << 16;

  /** Threads hardly ever come or go, so they are listed only this often. */
  private static final int RELIST_AFTER = 32;

  /** This process, whatever the root is. */
  private final ProcReader self = new ProcReader("");

  private final long pageSize;
  private final Bytes bytes = new Bytes(1 << 14);
  private String[] threads = new String[0];
  private int measured;
  private long lastCpuNanos;
  private long endedNanos;

  public OwnCost(long pageSize) {
    this.pageSize = pageSize;
  }

  /** CPU time of all threads so far, in nanoseconds; 0 if this kernel does not say. */
  public long cpuNanos() {
    self.ownedBy(Thread.currentThread());
    if (measured++ % RELIST_AFTER == 0) {
      String[] names = self.list("proc/self/task");
      if (names != null) {
        threads = new String[names.length];
        for (int i = 0; i < names.length; i++) {
          threads[i] = "proc/self/task/" + names[i] + "/schedstat";
        }
      }
    }
    long sum = endedNanos;
    for (String thread : threads) {
      bytes.clear();
      if (self.read(thread, bytes, SMALL, true) > 0) {
        sum += number(0);
      }
    }
    lastCpuNanos = sum;
    return sum;
  }

  /** Adds the CPU time of a thread that has ended. */
  public void add(long nanos) {
    endedNanos += nanos;
  }

  /** What the last call of {@link #cpuNanos} returned. */
  public long lastCpuNanos() {
    return lastCpuNanos;
  }

  /** Resident memory now, in bytes. */
  public long rssBytes() {
    self.ownedBy(Thread.currentThread());
    bytes.clear();
    int at = 0;
    if (self.read("proc/self/statm", bytes, SMALL, true) > 0) {
      while (at < bytes.length && bytes.data[at] != ' ') {
        at++;
      }
    }
    return number(at + 1) * pageSize;
  }

  /** The most resident memory so far, in bytes. */
  public long peakRssBytes() {
    self.ownedBy(Thread.currentThread());
    return self.number("proc/self/status", "VmHWM:") << 10;
  }

  private long number(int at) {
    long value = 0;
    for (int i = at; i < bytes.length && bytes.data[i] >= '0' && bytes.data[i] <= '9'; i++) {
      value = value * 10 + bytes.data[i] - '0';
    }
    return value;
  }
}
