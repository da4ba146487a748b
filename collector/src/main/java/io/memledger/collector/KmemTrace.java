package io.memledger.collector;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Traces the kernel's allocations for a while, in a tracefs instance of its own that no other
 * tracer sees, and removes it on every way out.
 *
 * <p>Two threads: this one keeps the time, the other reads. A read of trace_pipe waits for events,
 * of which a filter may leave none; closing its channel is what ends it.
 */
final class KmemTrace extends Thread {
  private static final String[] ALLOCATIONS = {
    "kmalloc", "kmalloc_node", "kmem_cache_alloc", "kmem_cache_alloc_node", "mm_page_alloc"
  };

  /** Without mm_page_free_batched: each of its pages has its mm_page_free, too. */
  private static final String[] FREES = {"kfree", "kmem_cache_free", "mm_page_free"};

  /** Pages that can be moved (__GFP_MOVABLE) are of processes and files, not of the kernel. */
  private static final String KERNEL_PAGES = "!(gfp_flags & 8)";

  private static final long MOST_BUFFER = 16L << 20;
  private static final long MOST_BUFFERS = 256L << 20;

  /** Buffers never take more than a part of the memory that is left. */
  private static final long SHARE_OF_AVAILABLE = 20;

  private static final long SHARE_IF_ASKED = 4;

  /** Text that is read at most, in bytes; an archive's entry ends at 8 GiB. */
  private static final long MOST_TEXT = 4L << 30;

  /** The trace may take this part of the archive. */
  private static final long SHARE_OF_ARCHIVE = 4;

  /** What is still in the buffers at the end is read for so long. */
  private static final long DRAIN_NANOS = 20_000_000_000L;

  private static final long HURRIED_DRAIN_NANOS = 3_000_000_000L;
  private static final long STILL_NANOS = 1_000_000_000L;

  private static final int CHUNK = 1 << 16;

  private final Options options;
  private final File instance;
  private final long cpus;
  private final long bufferBytes;
  private final long mostPacked;
  private File spoolFile;
  private Spool spool;
  private FileChannel pipe;
  private Thread reader;
  private volatile boolean stop;
  private volatile boolean full;
  private volatile long readBytes;
  private volatile String problem;
  private volatile long cpuNanos;

  /** When tracing began, in ms since 1970. */
  long startedMs;

  /** Loss by CPU, as ARCHIVE-FORMAT section 7 has it. */
  String lost = "";

  /** Whether the kernel prints call sites as addresses, for which kallsyms is needed. */
  boolean rawCallSites;

  /**
   * Looks whether tracing is possible, and at what cost; changes nothing.
   *
   * @throws Failure if it is not, with a sentence that says why
   */
  KmemTrace(Options options) throws Failure {
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
      instance = new File(instances, Tracefs.ownName(options.root()));
    } catch (IOException e) {
      throw Failure.of("/proc is not there (" + e.getMessage() + ")");
    }
    String[] names = new File(instances.getParentFile(), "per_cpu").list();
    cpus = names == null ? 1 : Math.max(1, names.length);
    long available = available();
    long fitting =
        Math.min(
            MOST_BUFFER, Math.min(MOST_BUFFERS, available / SHARE_OF_AVAILABLE) / cpus >> 16 << 16);
    bufferBytes = options.kmemBuffer() < 0 ? Math.max(1 << 16, fitting) : options.kmemBuffer();
    mostPacked = options.maxSize() / SHARE_OF_ARCHIVE;
    if (bufferBytes * cpus > available / SHARE_IF_ASKED) {
      throw Failure.of(
          cpus
              + " trace buffers of "
              + Main.size(bufferBytes)
              + " would take more than a quarter of the memory that is left; give a smaller"
              + " --kmem-buffer");
    }
  }

  private long available() {
    ProcReader proc = new ProcReader(options.root());
    proc.ownedBy(currentThread());
    long kib = proc.number("proc/meminfo", "MemAvailable:");
    kib = kib > 0 ? kib : proc.number("proc/meminfo", "MemFree:");
    return kib << 10;
  }

  /** What tracing will cost, in a sentence for the user. */
  String cost() {
    return "Tracing the kernel's allocations for "
        + options.kmemNanos() / 100_000_000 / 10.0
        + " s: "
        + cpus
        + " buffers of "
        + Main.size(bufferBytes)
        + " ("
        + Main.size(bufferBytes * cpus)
        + " of kernel memory, given back at the end), up to one CPU to read them, up to "
        + Main.size(mostPacked)
        + " of the archive; programs that keep the kernel busy may take twice as long meanwhile.";
  }

  /**
   * Makes the instance and begins.
   *
   * @throws Failure if the kernel does not let it; nothing is left behind then
   */
  void begin(File spoolFile) throws Failure {
    try {
      if (!instance.mkdir()) {
        throw Failure.of(
            "no tracing instance can be made in " + instance.getParent() + "; be root");
      }
      set("tracing_on", "0");
      set("buffer_size_kb", String.valueOf(bufferBytes >> 10));
      oneClock();
      enable();
      this.spoolFile = spoolFile.getAbsoluteFile();
      spool = new Spool(this.spoolFile);
      pipe = FileChannel.open(new File(instance, "trace_pipe").toPath(), StandardOpenOption.READ);
      reader =
          new Thread("kmem-pipe") {
            @Override
            public void run() {
              read();
            }
          };
      reader.setDaemon(true);
      reader.start();
      startedMs = System.currentTimeMillis();
      set("tracing_on", "1");
      start();
    } catch (IOException e) {
      close();
      throw Failure.of(instance + " does not do as it should (" + ArchiveFile.sentence(e) + ")");
    } catch (Failure e) {
      close();
      throw e;
    }
  }

  private void set(String file, String text) throws IOException {
    Tracefs.write(new File(instance, file), text);
  }

  private boolean trySet(String file, String text) {
    try {
      set(file, text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The default clock may differ from CPU to CPU, and then a free comes before its allocation. */
  private void oneClock() {
    if (!trySet("trace_clock", "mono")) {
      trySet("trace_clock", "global");
    }
  }

  private void enable() throws IOException, Failure {
    String filter = options.kmemFilter();
    boolean slab = false;
    boolean pages = false;
    String refusal = "";
    for (String event : ALLOCATIONS) {
      String folder = "events/kmem/" + event + '/';
      boolean page = event.startsWith("mm_");
      if (!new File(instance, folder).isDirectory()) {
        continue;
      }
      String accepted = page ? ofPages(folder, filter) : filter;
      if (filter != null && (accepted == null || !trySet(folder + "filter", accepted))) {
        refusal = refusal.isEmpty() ? refusal(folder) : refusal;
        continue;
      }
      if (filter != null && page && !slab) {
        // Page events name no caller. Whoever asks for them alone gets the stack of each.
        trySet(folder + "trigger", "stacktrace if " + accepted);
      }
      set(folder + "enable", "1");
      pages |= page;
      slab |= !page;
    }
    if (!slab && !pages) {
      throw Failure.of(
          filter == null
              ? "this kernel has no kmem events"
              : "the kernel takes --kmem-filter " + filter + " for no allocation" + refusal);
    }
    for (String event : FREES) {
      String folder = "events/kmem/" + event + '/';
      if (event.startsWith("mm_") ? pages : slab) {
        if (filter != null && isByName(filter)) {
          trySet(folder + "filter", filter);
        }
        trySet(folder + "enable", "1");
      }
    }
    Bytes format = new Bytes(1 << 12);
    rawCallSites = text("events/kmem/kfree/format", format).contains("call_site=%l");
  }

  /**
   * Sets a filter that leaves out pages of processes and files, where the kernel can and none asks.
   */
  private String ofPages(String folder, String filter) {
    boolean asked = filter != null && filter.contains("gfp_flags");
    String kernel = filter == null ? KERNEL_PAGES : "(" + filter + ") && " + KERNEL_PAGES;
    return !asked && trySet(folder + "filter", kernel) ? kernel : filter;
  }

  /** Only a cache's name is the same where an object is allocated and where it is freed. */
  private static boolean isByName(String filter) {
    String rest = filter.replaceAll("\"[^\"]*\"", "").replaceAll("[^A-Za-z_]+", " ").trim();
    return rest.matches("name( name)*");
  }

  /** What the kernel says to a filter that it does not take, or "". */
  private String refusal(String folder) {
    String text = text(folder + "filter", new Bytes(1 << 12));
    int at = text.indexOf("parse_error: ");
    return at < 0 ? "" : " (" + text.substring(at + 13).trim() + ")";
  }

  private String text(String file, Bytes into) {
    ProcReader reader = new ProcReader(instance.getPath());
    reader.ownedBy(currentThread());
    String text = reader.text(file);
    return text == null ? "" : text;
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    try {
      while (!full) {
        buffer.clear();
        int count = pipe.read(buffer);
        if (count < 0) {
          return;
        }
        spool.write(buffer.array(), count);
        readBytes = spool.rawBytes();
        full = readBytes > MOST_TEXT || spool.packedBytes() > mostPacked;
      }
    } catch (IOException e) {
      if (pipe.isOpen()) {
        problem = ArchiveFile.sentence(e);
      }
    } finally {
      // Since 3.17; before that the reader's time is missing in the footer.
      ProcReader self = new ProcReader("");
      self.ownedBy(currentThread());
      String times = self.text("proc/thread-self/schedstat");
      cpuNanos = times == null ? 0 : Long.parseLong(times.substring(0, times.indexOf(' ')));
    }
  }

  @Override
  public void run() {
    long end = System.nanoTime() + options.kmemNanos();
    while (!stop && !full && reader.isAlive() && System.nanoTime() < end) {
      Tracefs.pause(Math.min(100, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
      File disk = spoolFile.getParentFile();
      full |= disk.getUsableSpace() < options.minFree(disk.getTotalSpace());
    }
    drain();
    close();
  }

  /** Lets the reader take what is left in the buffers, for a while. */
  private void drain() {
    trySet("tracing_on", "0");
    long began = System.nanoTime();
    long seen = -1;
    long seenAt = began;
    while (reader.isAlive()) {
      long now = System.nanoTime();
      if (readBytes != seen) {
        seen = readBytes;
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
      if (pipe != null) {
        pipe.close();
        reader.join(STILL_NANOS / 1_000_000);
        lost = lost.isEmpty() ? loss() : lost;
      }
    } catch (IOException | InterruptedException e) {
      problem = e.getMessage();
    }
    if (!Tracefs.remove(instance)) {
      trySet("events/enable", "0");
      problem = instance + " could not be removed; remove it with rmdir";
    }
  }

  private String loss() {
    StringBuilder lines = new StringBuilder();
    for (int cpu = 0; cpu < cpus; cpu++) {
      String stats = text("per_cpu/cpu" + cpu + "/stats", new Bytes(1 << 12));
      if (!stats.isEmpty()) {
        long entries = number(stats, "entries:") + number(stats, "read events:");
        lines.append(cpu).append(' ').append(entries).append(' ');
        lines.append(number(stats, "\noverrun:")).append(' ');
        lines.append(number(stats, "dropped events:")).append('\n');
      }
    }
    return lines.toString();
  }

  private static long number(String stats, String key) {
    int at = stats.indexOf(key);
    if (at < 0) {
      return 0;
    }
    String rest = stats.substring(at + key.length()).trim();
    int end = rest.indexOf('\n');
    return Long.parseLong(end < 0 ? rest : rest.substring(0, end).trim());
  }

  /** CPU time of the reading, in nanoseconds. */
  long cpuNanos() {
    return cpuNanos;
  }

  /** What went wrong, in words; null for nothing. */
  String problem() {
    return problem;
  }

  /** Ends tracing early and waits until the instance is gone. */
  void end() {
    stop = true;
    try {
      join();
    } catch (InterruptedException e) {
      currentThread().interrupt();
    }
    close();
  }

  /** The text, once the thread has ended. */
  Spool spool() {
    return spool;
  }
}
