package io.memledger.corpus.machine;

/** A leaf memory cgroup: what is charged to it beside its processes. */
public final class Group {
  public final String path;

  /** Bytes; NaN without one. */
  public double limit = Double.NaN;

  public Signal file = Signal.constant(8 * World.MIB);
  public Signal kernel = Signal.constant(2 * World.MIB);
  Signal slabReclaimable = Signal.constant(World.MIB);
  Signal sock = Signal.NOTHING;
  Signal shmem = Signal.NOTHING;
  public Signal dying = Signal.NOTHING;
  public Signal kills = Signal.NOTHING;
  public long oomKills;
  public long maxEvents;

  // Now, in pages.
  public long anonPages;
  public long swapPages;
  public long filePages;
  public long shmemPages;
  public long stackPages;
  public long tablePages;
  public long slabPages;
  public long reclaimablePages;
  public long sockPages;

  Group(String path) {
    this.path = path;
  }

  void tick(double t) {
    anonPages = 0;
    swapPages = 0;
    stackPages = 0;
    tablePages = 0;
    filePages = Proc.pages(file.at(t));
    shmemPages = Proc.pages(shmem.at(t));
    slabPages = Proc.pages(kernel.at(t));
    reclaimablePages = Proc.pages(slabReclaimable.at(t));
    sockPages = Proc.pages(sock.at(t));
    oomKills = (long) kills.at(t);
  }

  void charge(Proc one) {
    anonPages += one.resident() + (one.ownsForked ? one.forkedPages() : 0);
    swapPages += one.swapped;
    shmemPages += one.shmemPages;
    stackPages += 4 * one.threadCount;
    tablePages += one.tablePages;
  }

  /** A group at its limit loses its oldest file pages. */
  void reclaim() {
    if (!Double.isNaN(limit)) {
      long over = current() - Proc.pages(limit);
      if (over > 0) {
        filePages = Math.max(0, filePages - over);
        maxEvents += 1 + over / 64;
      }
    }
  }

  long kernelPages() {
    return stackPages + tablePages + slabPages + reclaimablePages;
  }

  long current() {
    return anonPages + filePages + shmemPages + kernelPages() + sockPages;
  }
}
