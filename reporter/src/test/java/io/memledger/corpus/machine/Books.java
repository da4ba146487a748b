package io.memledger.corpus.machine;

/**
 * Where every page of a machine is at one moment, and what it has counted since boot. Pages unless
 * said otherwise; the lines sum to {@code total}.
 */
public final class Books {
  public long total;
  public long free;

  /** Pages on the free list of each CPU, in the last zone. */
  public long[] perCpu = {};

  public long anon;
  public long hugeAnon;
  public long shmem;
  public long file;
  public long buffers;
  public long slabReclaimable;
  public long slabUnreclaimable;
  public long stacks;
  public long tables;
  public long vmalloc;
  public long percpu;
  public long hugetlb;

  /** On no line of meminfo: sockets among them. */
  public long hidden;

  public long tcp;
  public long sockets;
  public long files;
  public long threads;
  public long mapped;
  public long swapTotal;
  public long swapUsed;

  // Counters since boot.
  public long scanned;
  public long stolen;
  public long slabsScanned;
  public long refaults;
  public long stalls;
  public long swappedIn;
  public long swappedOut;
  public long faults;
  public long majorFaults;
  public long readKib;
  public long writtenKib;
  public long oomKills;
  public long forks;
  public long switches;
  public long interrupts;
  public long busyTicks;
  public long idleTicks;
  public long waitTicks;

  /** Microseconds of stall: some and full of memory, some and full of I/O, some of CPU. */
  public final long[] stalled = new long[5];

  public long perCpuSum() {
    long sum = 0;
    for (long one : perCpu) {
      sum += one;
    }
    return sum;
  }

  /** All but the free pages. */
  public long taken() {
    return anon
        + shmem
        + file
        + slabReclaimable
        + slabUnreclaimable
        + stacks
        + tables
        + vmalloc
        + percpu
        + hugetlb
        + hidden;
  }

  /** mm/show_mem.c, si_mem_available. */
  public long available(Zones zones) {
    long low = zones.lowSum();
    long cache = file - Math.min(file / 2, low);
    long slab = slabReclaimable - Math.min(slabReclaimable / 2, low);
    return Math.max(0, free - zones.reserve() + cache + slab);
  }
}
