package io.memledger.corpus.machine;

/** A process of the simulated machine: what it holds over time, and what it holds now. */
public final class Proc {
  public final int pid;
  public final String name;
  public Group group;
  public int parent = 1;

  /** As proc/PID/cmdline has it, words ended by NUL; null where the customer gives none. */
  public String cmdline;

  /** Whether it lives in the container from which the collector looks. */
  public boolean inside;

  /** Seconds since the capture began; most are older. */
  public double born = Double.NEGATIVE_INFINITY;

  public double died = Double.POSITIVE_INFINITY;
  public double zombieFrom = Double.POSITIVE_INFINITY;

  /** Ticks since boot; 0 until the machine knows. */
  public long startTicks;

  public Signal anon = Signal.NOTHING;
  public Signal shmem = Signal.NOTHING;

  /** Shared memory that it maps but that others account for: segments, tmpfs files. */
  public Signal attached = Signal.NOTHING;

  public Signal threads = Signal.constant(1);
  public Signal files = Signal.constant(12);
  public Signal sockets = Signal.constant(3);

  /** Address space beyond what is touched, and page tables beyond those of what is. */
  public Signal reserved = Signal.constant(40 * World.MIB);

  public Signal tables = Signal.NOTHING;

  /** Mapped files, nearly all shared with others. */
  public double libraries = 6 * World.MIB;

  /** Anonymous pages shared with the parent since fork; only one of the family owns them. */
  public double forked;

  public boolean ownsForked;
  public int sharers = 1;

  // Now, in pages unless said otherwise.
  long demand;
  public long swapped;
  public long shmemPages;
  public long attachedPages;
  public long threadCount;
  public long fdCount;
  public long socketCount;
  public long tablePages;
  public long reservedBytes;
  public long peak;
  private long firstRss = -1;

  public Proc(int pid, String name, Group group) {
    this.pid = pid;
    this.name = name;
    this.group = group;
  }

  public Proc anon(Signal level) {
    anon = level;
    return this;
  }

  public Proc life(double from, double to) {
    born = from;
    died = to;
    return this;
  }

  public boolean lives(double t) {
    return t >= born && t < died;
  }

  public boolean zombie(double t) {
    return t >= zombieFrom;
  }

  void tick(double t) {
    if (zombie(t)) {
      demand = 0;
      swapped = 0;
      shmemPages = 0;
      attachedPages = 0;
      threadCount = 1;
      fdCount = 0;
      socketCount = 0;
      tablePages = 0;
      return;
    }
    demand = pages(anon.at(t));
    swapped = Math.min(swapped, demand);
    shmemPages = pages(shmem.at(t));
    attachedPages = pages(attached.at(t));
    threadCount = Math.max(1, Math.round(threads.at(t)));
    socketCount = Math.max(0, Math.round(sockets.at(t)));
    fdCount = socketCount + Math.max(3, Math.round(files.at(t)));
    tablePages = 14 + (resident() + 511) / 512 + pages(tables.at(t));
    reservedBytes = Math.round(reserved.at(t));
    peak = Math.max(peak, rss());
    if (firstRss < 0) {
      firstRss = rss();
    }
  }

  public long resident() {
    return demand - swapped;
  }

  public long forkedPages() {
    return pages(forked);
  }

  public long libraryPages() {
    return pages(libraries);
  }

  /** As stat prints it. */
  public long rss() {
    return resident() + forkedPages() + libraryPages() + shmemPages + attachedPages;
  }

  /** Pages gained since it was first seen. */
  public long grown() {
    return rss() - firstRss;
  }

  public static long pages(double bytes) {
    return Math.max(0, Math.round(bytes / World.PAGE));
  }
}
