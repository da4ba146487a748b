package io.memledger.corpus;

/** A process of the simulated machine: what it holds over time, and what it holds now. */
final class Proc {
  final int pid;
  final String name;
  Group group;
  int parent = 1;

  /** Seconds since the capture began; most are older. */
  double born = Double.NEGATIVE_INFINITY;

  double died = Double.POSITIVE_INFINITY;
  double zombieFrom = Double.POSITIVE_INFINITY;

  /** Ticks since boot; 0 until the machine knows. */
  long startTicks;

  Signal anon = Signal.NOTHING;
  Signal shmem = Signal.NOTHING;

  /** Shared memory that it maps but that others account for: segments, tmpfs files. */
  Signal attached = Signal.NOTHING;

  Signal threads = Signal.constant(1);
  Signal files = Signal.constant(12);
  Signal sockets = Signal.constant(3);

  /** Address space beyond what is touched, and page tables beyond those of what is. */
  Signal reserved = Signal.constant(40 * World.MIB);

  Signal tables = Signal.NOTHING;

  /** Mapped files, nearly all shared with others. */
  double libraries = 6 * World.MIB;

  /** Anonymous pages shared with the parent since fork; only one of the family owns them. */
  double forked;

  boolean ownsForked;
  int sharers = 1;

  // Now, in pages unless said otherwise.
  long demand;
  long swapped;
  long shmemPages;
  long attachedPages;
  long threadCount;
  long fdCount;
  long socketCount;
  long tablePages;
  long reservedBytes;
  long peak;
  private long firstRss = -1;

  Proc(int pid, String name, Group group) {
    this.pid = pid;
    this.name = name;
    this.group = group;
  }

  Proc anon(Signal level) {
    anon = level;
    return this;
  }

  Proc life(double from, double to) {
    born = from;
    died = to;
    return this;
  }

  boolean lives(double t) {
    return t >= born && t < died;
  }

  boolean zombie(double t) {
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

  long resident() {
    return demand - swapped;
  }

  long forkedPages() {
    return pages(forked);
  }

  long libraryPages() {
    return pages(libraries);
  }

  /** As stat prints it. */
  long rss() {
    return resident() + forkedPages() + libraryPages() + shmemPages + attachedPages;
  }

  /** Pages gained since it was first seen. */
  long grown() {
    return rss() - firstRss;
  }

  static long pages(double bytes) {
    return Math.max(0, Math.round(bytes / World.PAGE));
  }
}
