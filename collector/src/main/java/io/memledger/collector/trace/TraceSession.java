package io.memledger.collector.trace;

import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import io.memledger.collector.options.Options;
import io.memledger.collector.redact.LiveRedaction;
import java.io.File;
import java.io.IOException;

/**
 * Traces the kernel's allocations for a while, in a tracefs instance of its own that no other
 * tracer sees, and removes it on every way out.
 *
 * <p>Two threads: this one keeps the time, {@link TraceReader} reads.
 */
public final class TraceSession extends Thread {
  /** What is still in the buffers at the end is read for so long. */
  private static final long DRAIN_NANOS = 20_000_000_000L;

  private static final long HURRIED_DRAIN_NANOS = 3_000_000_000L;
  private static final long STILL_NANOS = 1_000_000_000L;
  private static final long LOOK_EVERY_MS = 100;

  private final Options options;
  private final TraceInstance instance;
  private final TracePlan plan;
  private File spoolFolder;
  private TraceReader reader;
  private boolean rawCallSites;
  private long startedMs;
  private String lost = "";
  private volatile boolean stop;
  private volatile String problem;

  /**
   * Looks whether tracing is possible, and at what cost; changes nothing.
   *
   * @throws Failure if it is not, with a sentence that says why
   */
  public TraceSession(Options options) throws Failure {
    super("kmem");
    setDaemon(true);
    this.options = options;
    File instances = Tracefs.instances(options.root());
    if (instances == null) {
      throw Failure.of(
          "tracefs is not there, or not for this user; as root: mount -t tracefs nodev"
              + " /sys/kernel/tracing");
    }
    try {
      instance = new TraceInstance(new File(instances, Tracefs.ownName(options.root())));
    } catch (IOException e) {
      throw Failure.of("/proc is not there (" + e.getMessage() + ")");
    }
    plan = new TracePlan(options, instances);
  }

  /** What tracing will cost, in a sentence for the user. */
  public String cost() {
    return plan.cost();
  }

  /**
   * Makes the instance and begins.
   *
   * @param spoolFile where the text may wait for its end; never seen by anyone
   * @param redaction of the text; null for none
   * @throws Failure if the kernel does not let it; nothing is left behind then
   */
  public void begin(File spoolFile, LiveRedaction redaction) throws Failure {
    try {
      if (!instance.folder.mkdir()) {
        throw Failure.of(
            "no tracing instance can be made in " + instance.folder.getParent() + "; be root");
      }
      instance.set("tracing_on", "0");
      instance.set("buffer_size_kb", String.valueOf(plan.bufferBytes >> 10));
      instance.useOneClock();
      KmemEvents events = new KmemEvents(instance, options.kmemFilter());
      events.enable();
      rawCallSites = events.hasRawCallSites();
      File file = spoolFile.getAbsoluteFile();
      spoolFolder = file.getParentFile();
      reader = new TraceReader(instance, new TraceSpool(file, redaction), plan.mostPacked);
      reader.start();
      startedMs = System.currentTimeMillis();
      instance.set("tracing_on", "1");
      start();
    } catch (IOException e) {
      close();
      throw Failure.of(instance + " does not do as it should (" + IoErrors.sentence(e) + ")");
    } catch (Failure e) {
      close();
      throw e;
    }
  }

  @Override
  public void run() {
    long end = System.nanoTime() + plan.nanos;
    boolean full = false;
    while (!stop && !full && reader.isAlive() && System.nanoTime() < end) {
      Tracefs.pause(Math.min(LOOK_EVERY_MS, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
      boolean low = spoolFolder.getUsableSpace() < options.minFree(spoolFolder.getTotalSpace());
      full = low || reader.isFull();
    }
    drain();
    close();
  }

  /** Lets the reader take what is left in the buffers, for a while. */
  private void drain() {
    instance.trySet("tracing_on", "0");
    long began = System.nanoTime();
    long seen = -1;
    long seenAt = began;
    while (reader.isAlive()) {
      long now = System.nanoTime();
      if (reader.readBytes() != seen) {
        seen = reader.readBytes();
        seenAt = now;
      }
      if (now - seenAt > STILL_NANOS || now - began > (stop ? HURRIED_DRAIN_NANOS : DRAIN_NANOS)) {
        return;
      }
      Tracefs.pause(20);
    }
  }

  private synchronized void close() {
    try {
      if (reader != null) {
        reader.close(STILL_NANOS / 1_000_000);
        lost = lost.isEmpty() ? TraceLoss.of(instance, plan.cpus) : lost;
      }
    } catch (IOException | InterruptedException e) {
      problem = e.getMessage();
    }
    if (!Tracefs.remove(instance.folder)) {
      instance.trySet("events/enable", "0");
      problem = instance + " could not be removed; remove it with rmdir";
    }
  }

  /** Ends tracing early and waits until the instance is gone. */
  public void end() {
    stop = true;
    try {
      join();
    } catch (InterruptedException e) {
      currentThread().interrupt();
    }
    close();
  }

  /** When tracing began, in ms since 1970. */
  long startedMs() {
    return startedMs;
  }

  /** Loss by CPU, once the session has ended. */
  String lost() {
    return lost;
  }

  /** Whether the kernel prints call sites as addresses, for which kallsyms is needed. */
  boolean hasRawCallSites() {
    return rawCallSites;
  }

  /** CPU time of the reading, in nanoseconds. */
  public long cpuNanos() {
    return reader.cpuNanos();
  }

  /** What went wrong, in words; null for nothing. */
  public String problem() {
    return problem != null ? problem : reader.problem();
  }

  /** The text, once the session has ended. */
  TraceSpool spool() {
    return reader.spool;
  }
}
