package io.memledger.corpus;

/**
 * Where every page of a machine is at one moment, and what it has counted since boot. Pages unless
 * said otherwise; the lines sum to {@code total}.
 */
final class Books {
  long total;
  long free;

  /** Pages on the free list of each CPU, in the last zone. */
  long[] perCpu = {};

  long anon;
  long hugeAnon;
  long shmem;
  long file;
  long buffers;
  long slabReclaimable;
  long slabUnreclaimable;
  long stacks;
  long tables;
  long vmalloc;
  long percpu;
  long hugetlb;

  /** On no line of meminfo: sockets among them. */
  long hidden;

  long tcp;
  long sockets;
  long files;
  long threads;
  long mapped;
  long swapTotal;
  long swapUsed;

  // Counters since boot.
  long scanned;
  long stolen;
  long slabsScanned;
  long refaults;
  long stalls;
  long swappedIn;
  long swappedOut;
  long faults;
  long majorFaults;
  long readKib;
  long writtenKib;
  long oomKills;
  long forks;
  long switches;
  long interrupts;
  long busyTicks;
  long idleTicks;
  long waitTicks;

  /** Microseconds of stall: some and full of memory, some and full of I/O, some of CPU. */
  final long[] stalled = new long[5];

  long perCpuSum() {
    long sum = 0;
    for (long one : perCpu) {
      sum += one;
    }
    return sum;
  }

  /** All but the free pages. */
  long taken() {
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
  long available(Zones zones) {
    long low = zones.lowSum();
    long cache = file - Math.min(file / 2, low);
    long slab = slabReclaimable - Math.min(slabReclaimable / 2, low);
    return Math.max(0, free - zones.reserve() + cache + slab);
  }
}
