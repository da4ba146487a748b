package io.memledger.corpus;

/** A leaf memory cgroup: what is charged to it beside its processes. */
final class Group {
  final String path;

  /** Bytes; NaN without one. */
  double limit = Double.NaN;

  Signal file = Signal.constant(8 * World.MIB);
  Signal kernel = Signal.constant(2 * World.MIB);
  Signal slabReclaimable = Signal.constant(World.MIB);
  Signal sock = Signal.NOTHING;
  Signal shmem = Signal.NOTHING;
  Signal dying = Signal.NOTHING;
  Signal kills = Signal.NOTHING;
  long oomKills;
  long maxEvents;

  // Now, in pages.
  long anonPages;
  long swapPages;
  long filePages;
  long shmemPages;
  long stackPages;
  long tablePages;
  long slabPages;
  long reclaimablePages;
  long sockPages;

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
