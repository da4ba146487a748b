package io.memledger.collector;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.archive.TarEntry;
import io.memledger.collector.archive.Unreadable;
import io.memledger.collector.common.Failure;
import io.memledger.collector.options.Options;
import io.memledger.collector.proc.OwnCost;
import io.memledger.collector.redact.LiveRedaction;
import io.memledger.collector.trace.TraceEntries;
import io.memledger.collector.trace.TraceSession;
import io.memledger.collector.trace.Tracefs;
import java.io.File;
import java.io.IOException;

/**
 * The trace beside the snapshots, if one is asked for: begun before the first, and kept in the
 * archive as soon as it has ended. Without it the capture goes on.
 */
final class KernelTrace {
  private static final long LOOK_NANOS = 200_000_000;

  private final Options options;
  private final Unreadable unreadable;
  private final Console console;
  private Archive archive;
  private TarEntry entry;
  private OwnCost own;
  private LiveRedaction redaction;
  private volatile TraceSession session;

  KernelTrace(Options options, Unreadable unreadable, Console console) {
    this.options = options;
    this.unreadable = unreadable;
    this.console = console;
  }

  /** Begins to trace, or says why not; removes what a killed collector left in any case. */
  void begin(File file, Archive archive, TarEntry entry, OwnCost own, LiveRedaction redaction) {
    this.archive = archive;
    this.entry = entry;
    this.own = own;
    this.redaction = redaction;
    Tracefs.removeLeftovers(options.root());
    if (options.kmemNanos() < 0) {
      return;
    }
    try {
      TraceSession planned = new TraceSession(options);
      console.say(planned.cost());
      session = planned;
      planned.begin(new File(file + ".kmem"), redaction);
    } catch (Failure e) {
      session = null;
      without(e.getMessage());
    }
  }

  private void without(String why) {
    unreadable.add("trace/kmem.trace", why);
    Console.error("without kernel call sites: " + why + ".");
  }

  /** The session that is under way, or null. */
  TraceSession session() {
    return session;
  }

  /** Moves a trace that has ended into the archive; to be called between two snapshots. */
  void keepIfEnded() throws IOException {
    if (session != null && !session.isAlive()) {
      keep();
    }
  }

  /** Once the snapshots are all taken, the trace may take its time, or end by a signal. */
  void awaitAndKeep(StopSignal signal) throws IOException {
    while (session != null && session.isAlive() && !signal.hasCome()) {
      signal.sleepUntil(System.nanoTime() + LOOK_NANOS);
    }
    if (session != null) {
      keep();
    }
  }

  private void keep() throws IOException {
    TraceSession ended = session;
    ended.end();
    session = null;
    own.add(ended.cpuNanos());
    if (ended.problem() != null) {
      without(ended.problem());
    }
    try {
      TraceEntries.write(ended, archive, entry, options.root(), redaction);
    } catch (Archive.Full e) {
      without("--max-size leaves no room for the trace");
    }
  }

  /** Ends a trace that is still under way. */
  void end() {
    if (session != null) {
      session.end();
    }
  }
}
