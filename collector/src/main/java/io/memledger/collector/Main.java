package io.memledger.collector;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;

/**
 * Captures periodic snapshots of /proc and /sys into one archive: the loop, signals and messages.
 */
public final class Main {
  private static final long REPORT_EVERY_NANOS = 600_000_000_000L;

  /** A final snapshot after a signal is taken only if the first one was this quick. */
  private static final long QUICK_NANOS = 2_000_000_000L;

  private static final long TRACE_LOOK_NANOS = 200_000_000;

  private static final int HOOK_WAITS_MS = 20_000;

  /** Kernels that need symbols print 3 to 8 MB of them; the heap has 16. */
  private static final int MOST_SYMBOLS = 5 << 20;

  private final Options options;
  private final boolean terminal;
  private final Unreadable unreadable = new Unreadable();
  private final ProcReader reader;
  private final Worker worker;
  private final Stamp stamp = new Stamp();
  private ArchiveFile target;
  private Archive archive;
  private OwnCost own;
  private KmemTrace kmem;
  private boolean stop;
  private long snapshots;
  private String reason = "error";
  private String problem;

  private Main(Options options) {
    this.options = options;
    reader = new ProcReader(options.root());
    worker = new Worker(reader);
    terminal = !options.quiet() && isTerminal();
  }

  /** Runs the collector; see {@link Options#USAGE}. */
  public static void main(String[] args) {
    int status;
    try {
      status = run(Options.parse(args));
    } catch (Failure e) {
      System.err.println("memledger-collector: " + e.getMessage());
      status = e.status;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      System.err.println(
          "memledger-collector: cannot go on ("
              + where(e)
              + "); please report this with its version.");
      status = 1;
    }
    System.out.flush();
    // After a signal the JVM is shutting down already, and exit() would wait for ever.
    Runtime.getRuntime().halt(status);
  }

  private static String where(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? e.toString() : e + " at " + trace[0];
  }

  private static int run(Options options) throws Failure, IOException {
    if (options.help()) {
      System.out.print(Options.USAGE);
      return 0;
    }
    if (options.version()) {
      System.out.println("memledger-collector " + version());
      return 0;
    }
    Main main = new Main(options);
    return options.list() ? main.list() : main.capture();
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private Probe probe(List<Target> targets) throws IOException, Failure {
    if (!new File(options.root() + "/proc").isDirectory()) {
      throw Failure.of(
          "There is no folder "
              + options.root()
              + "/proc; mount proc there, or name another --root.");
    }
    Probe probe = new Probe(reader, !options.root().isEmpty(), targets, unreadable);
    worker.run(probe);
    return probe;
  }

  private int list() throws IOException, Failure {
    List<Target> targets = Targets.list(options.cmdline());
    probe(targets);
    for (Target one : targets) {
      String error = unreadable.error(one.path);
      System.out.println(
          one.path
              + "\t"
              + one.rate.text
              + "\t"
              + one.cost
              + (error == null ? "" : "\tUNREADABLE: " + error)
              + (error == null || one.lacking == null
                  ? ""
                  : ", the report will lack " + one.lacking));
    }
    return 0;
  }

  private int capture() throws IOException, Failure {
    long started = System.nanoTime();
    long startedMs = System.currentTimeMillis();
    List<Target> targets = Targets.list(options.cmdline());
    Probe probe = probe(targets);
    checkSpace();
    target =
        ArchiveFile.open(options, "memledger-" + probe.host.name + '-' + Stamp.seconds(startedMs));
    listenToSignals();
    Schedule schedule =
        new Schedule(options.plannedSnapshots(), options.intervalNanos(), options.everything());
    own = new OwnCost(probe.host.pageSize);
    try {
      archive = new Archive(target.file, target.channel, options.maxSize());
      if (target.footer == null) {
        Bytes manifest =
            entry(
                "manifest.json",
                Manifest.manifest(
                    options, probe.host, targets, schedule, unreadable, version(), startedMs));
        archive.write(manifest.data, 0, manifest.length);
      }
      greet(probe);
      trace();
      loop(new Snapshot(options, targets, reader, archive, schedule, unreadable, own), started);
      while (kmem != null && kmem.isAlive() && !isStopped()) {
        // The snapshots are all taken; the trace may take its time.
        sleepUntil(System.nanoTime() + TRACE_LOOK_NANOS);
      }
      if (kmem != null) {
        keepTrace();
      }
    } catch (Archive.Full e) {
      reason = "size-limit";
      if (snapshots == 0) {
        problem = "--max-size is too small for one snapshot; allow 1M or more";
      }
    } catch (IOException e) {
      String cause = ArchiveFile.sentence(e);
      reason = cause.contains("No space left") ? "disk-low" : "error";
      problem =
          "cannot write to "
              + target.file
              + ": "
              + cause
              + "; free space, or use --output elsewhere";
    } catch (RuntimeException | OutOfMemoryError e) {
      problem = "cannot go on (" + where(e) + "); please report this with the output of --version";
    }
    return end();
  }

  private void loop(Snapshot snapshot, long started) throws IOException {
    long interval = options.intervalNanos();
    long tick = 0;
    long largest = 0;
    long first = 0;
    long quietUntil = started + REPORT_EVERY_NANOS;
    boolean sizeLimit = false;
    while (true) {
      boolean stopped = isStopped();
      boolean byTime =
          options.durationNanos() >= 0 && (tick + 1) * interval > options.durationNanos();
      boolean byCount = options.endsByCount() && snapshots + 1 >= options.plannedSnapshots();
      boolean last = stopped || byTime || byCount || sizeLimit;
      long before = archive.size();
      long began = System.nanoTime();
      long ms = stamp.next();
      snapshot.begin(
          target.top + '/' + Stamp.compact(ms) + '/', ms, snapshots, snapshots == 0 || last);
      worker.run(snapshot);
      snapshots++;
      long took = System.nanoTime() - began;
      long packed = archive.size() - before;
      if (kmem != null && !kmem.isAlive()) {
        keepTrace();
      }
      first = first == 0 ? packed : first;
      largest = Math.max(largest, packed);
      if (last) {
        reason = stopped ? "signal" : byCount ? "count" : byTime ? "duration" : "size-limit";
        return;
      }
      if (freeSpace() < minFree()) {
        reason = "disk-low";
        problem =
            "the disk of "
                + target.file
                + " is down to --min-free; free space, or use --output elsewhere";
        return;
      }
      sizeLimit = archive.size() + largest + first + Archive.ENDING_ROOM > options.maxSize();
      quietUntil = progress(began - started, quietUntil, began);
      // On time again after a long pause, without making up for what was missed.
      tick = Math.max(tick + 1, (System.nanoTime() - started + interval - 1) / interval);
      if (!sleepUntil(started + tick * interval) && took > QUICK_NANOS) {
        reason = "signal";
        return;
      }
    }
  }

  /** Begins to trace the kernel's allocations, or says why not; the capture goes on without. */
  private void trace() {
    Tracefs.removeLeftovers(options.root());
    if (options.kmemNanos() < 0) {
      return;
    }
    try {
      KmemTrace planned = new KmemTrace(options);
      if (!options.quiet()) {
        System.err.println(planned.cost());
      }
      kmem = planned;
      planned.begin(new File(target.file + ".kmem"));
    } catch (Failure e) {
      kmem = null;
      without(e.getMessage());
    }
  }

  private void without(String why) {
    unreadable.add("trace/kmem.trace", why);
    System.err.println("memledger-collector: without kernel call sites: " + why + ".");
  }

  /** Moves the finished trace into the archive, between two snapshots. */
  private void keepTrace() throws IOException {
    KmemTrace trace = kmem;
    trace.end();
    kmem = null;
    own.add(trace.cpuNanos());
    if (trace.problem() != null) {
      without(trace.problem());
    }
    String folder = "trace/" + Stamp.compact(trace.startedMs) + '/';
    FileChannel text = trace.spool().finish();
    try {
      Bytes small = entry(folder + "lost", trace.lost);
      archive.write(small.data, 0, small.length);
      if (trace.rawCallSites) {
        Bytes symbols = new Bytes(1 << 20);
        ProcReader proc = new ProcReader(options.root());
        proc.ownedBy(Thread.currentThread());
        if (proc.read("proc/kallsyms", symbols, MOST_SYMBOLS, false) > 0) {
          Bytes header = header(folder + "kallsyms", symbols.length);
          archive.write(header.data, 0, header.length);
          TarHeader.pad(symbols, symbols.length);
          archive.write(symbols.data, 0, symbols.length);
        }
      }
      archive.commit();
      long size = trace.spool().rawBytes();
      archive.splice(header(folder + "kmem.trace", size), text, size);
    } catch (Archive.Full e) {
      without("--max-size leaves no room for the trace");
    } finally {
      text.close();
    }
  }

  private synchronized boolean isStopped() {
    return stop;
  }

  /**
   * @return false if a signal came
   */
  private synchronized boolean sleepUntil(long nanos) throws IOException {
    try {
      for (long left; !stop && (left = nanos - System.nanoTime()) > 0; ) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    return !stop;
  }

  /** SIGTERM, SIGINT and SIGHUP end the loop; the JVM waits until main has written the ending. */
  private void listenToSignals() {
    final Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread("signal") {
              @Override
              public void run() {
                synchronized (Main.this) {
                  stop = true;
                  Main.this.notifyAll();
                }
                KmemTrace trace = kmem;
                try {
                  main.join(HOOK_WAITS_MS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                if (trace != null) {
                  trace.end();
                }
              }
            });
  }

  private Bytes header(String name, long size) {
    Bytes tar = new Bytes(2 * TarHeader.BLOCK);
    TarHeader header = new TarHeader();
    header.mtime = System.currentTimeMillis() / 1000;
    header.file(tar, target.top + '/' + name, size);
    return tar;
  }

  private Bytes entry(String name, String text) {
    Bytes content = new Bytes(text.length() + 16).append(text);
    Bytes tar = header(name, content.length);
    tar.append(content.data, 0, content.length);
    TarHeader.pad(tar, content.length);
    return tar;
  }

  private int end() {
    if (kmem != null) {
      kmem.end();
    }
    long cpu = own.cpuNanos();
    String footer =
        Manifest.footer(
            reason,
            System.currentTimeMillis(),
            snapshots + Manifest.number(target.footer, "snapshots"),
            unreadable,
            cpu,
            own.peakRssBytes(),
            reader.totalNanos);
    if (terminal) {
      System.err.println();
    }
    try {
      if (archive != null) {
        archive.finish(entry("footer.json", footer));
      }
    } catch (IOException e) {
      problem =
          problem == null ? "cannot end " + target.file + ": " + ArchiveFile.sentence(e) : problem;
    }
    if (problem != null) {
      System.err.println(
          "memledger-collector: "
              + problem
              + ". "
              + snapshots
              + " snapshots are kept and readable.");
    } else if (reason.equals("size-limit")) {
      System.err.println("Ended at --max-size; " + snapshots + " snapshots.");
    }
    System.out.println(target.file + " " + target.file.length() + " bytes");
    return problem == null ? 0 : 1;
  }

  private void checkSpace() throws Failure {
    File folder = folder();
    if (folder.isDirectory() && freeSpace() < minFree()) {
      throw Failure.of(
          "The disk of "
              + folder
              + " has "
              + size(freeSpace())
              + " free, less than --min-free; choose another --output, or a smaller --min-free.");
    }
  }

  private File folder() {
    File place =
        target != null
            ? target.file
            : options.append() != null ? options.append() : options.output();
    File absolute = place.getAbsoluteFile();
    return absolute.isDirectory() ? absolute : absolute.getParentFile();
  }

  private long freeSpace() {
    return folder().getUsableSpace();
  }

  private long minFree() {
    return options.minFree(folder().getTotalSpace());
  }

  private void greet(Probe probe) {
    if (options.quiet()) {
      return;
    }
    String length =
        options.plannedSnapshots() < 0
            ? "until it is stopped (Ctrl-C, SIGTERM) or has " + size(options.maxSize())
            : options.plannedSnapshots() + " snapshots";
    System.err.println(
        "Capturing "
            + probe.host.name
            + " every "
            + options.intervalNanos() / 100_000_000 / 10.0
            + " s, "
            + length
            + ", to "
            + target.file);
    String privileges = Host.privileges();
    if (!privileges.equals("root")) {
      System.err.println(
          "Not root ("
              + privileges
              + "): parts of the kernel and of other users' processes will be missing.");
    }
    for (String sentence : probe.sentences()) {
      System.err.println(sentence);
    }
  }

  private long progress(long elapsed, long quietUntil, long now) {
    if (options.quiet() || !terminal && now < quietUntil) {
      return quietUntil;
    }
    long permille = own.lastCpuNanos() * 1000 / Math.max(1, elapsed);
    String line =
        snapshots
            + " snapshots, "
            + elapsed / 1_000_000_000
            + " s, "
            + size(archive.size())
            + ", own CPU "
            + permille / 10.0
            + " %";
    System.err.print(terminal ? '\r' + line + "   " : line + '\n');
    return now + REPORT_EVERY_NANOS;
  }

  static String size(long bytes) {
    return bytes < 1 << 20
        ? (bytes + 1023) / 1024 + " KiB"
        : bytes * 10 / (1 << 20) / 10.0 + " MiB";
  }

  /** Java 8 can only ask for standard input and output together. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Paths.get("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
