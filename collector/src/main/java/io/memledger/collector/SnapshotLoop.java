package io.memledger.collector;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.common.Stamp;
import io.memledger.collector.options.Options;
import io.memledger.collector.proc.OwnCost;
import io.memledger.collector.proc.ReaderThread;
import io.memledger.collector.snapshot.Snapshot;
import java.io.IOException;

/** Takes snapshots on time, until one of the limits is met or a signal comes. */
final class SnapshotLoop {
  /** A final snapshot after a signal is taken only if the last one was this quick. */
  private static final long QUICK_NANOS = 2_000_000_000L;

  private final Options options;
  private final ReaderThread thread;
  private final Archive archive;
  private final String top;
  private final OwnCost own;
  private final StopSignal signal;
  private final DiskSpace disk;
  private final KernelTrace trace;
  private final Console console;
  private final Stamp stamp = new Stamp();
  private long snapshots;

  /** Sizes in the archive, in bytes: the first snapshot holds everything, as the last one will. */
  private long first;

  private long largest;

  SnapshotLoop(
      Options options,
      ReaderThread thread,
      Archive archive,
      String top,
      OwnCost own,
      StopSignal signal,
      DiskSpace disk,
      KernelTrace trace,
      Console console) {
    this.options = options;
    this.thread = thread;
    this.archive = archive;
    this.top = top;
    this.own = own;
    this.signal = signal;
    this.disk = disk;
    this.trace = trace;
    this.console = console;
  }

  /** How many snapshots are in the archive so far. */
  long snapshots() {
    return snapshots;
  }

  /** Takes all snapshots, and says why the last one was the last. */
  EndReason run(Snapshot snapshot) throws IOException {
    long interval = options.intervalNanos();
    long started = System.nanoTime();
    long tick = 0;
    boolean isFull = false;
    while (true) {
      EndReason end = endOf(tick);
      end = end == null && isFull ? EndReason.SIZE_LIMIT : end;
      long began = System.nanoTime();
      take(snapshot, end != null);
      long took = System.nanoTime() - began;
      trace.keepIfEnded();
      if (end != null) {
        return end;
      }
      if (disk.isLow()) {
        return EndReason.DISK_LOW;
      }
      isFull = archive.size() + largest + first + Archive.ENDING_ROOM > options.maxSize();
      console.progress(snapshots, began - started, archive.size(), own.lastCpuNanos());
      // On time again after a long pause, without making up for what was missed.
      tick = Math.max(tick + 1, (System.nanoTime() - started + interval - 1) / interval);
      if (!signal.sleepUntil(started + tick * interval) && took > QUICK_NANOS) {
        return EndReason.SIGNAL;
      }
    }
  }

  /** Why the snapshot at a tick is the last one, or null. */
  private EndReason endOf(long tick) {
    if (signal.hasCome()) {
      return EndReason.SIGNAL;
    }
    if (options.endsByCount() && snapshots + 1 >= options.plannedSnapshots()) {
      return EndReason.COUNT;
    }
    boolean byTime =
        options.durationNanos() >= 0
            && (tick + 1) * options.intervalNanos() > options.durationNanos();
    return byTime ? EndReason.DURATION : null;
  }

  private void take(Snapshot snapshot, boolean last) throws IOException {
    long before = archive.size();
    long ms = stamp.next();
    snapshot.begin(top + '/' + Stamp.compact(ms) + '/', ms, snapshots, snapshots == 0 || last);
    thread.run(snapshot);
    snapshots++;
    long packed = archive.size() - before;
    first = first == 0 ? packed : first;
    largest = Math.max(largest, packed);
  }
}
