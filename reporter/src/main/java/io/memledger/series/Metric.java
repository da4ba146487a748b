package io.memledger.series;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The vocabulary: every quantity that a source can put into a recording, by its unit. Nothing but
 * the order in which tables and columns show them depends on their order here.
 */
public enum Metric {
  // /proc/meminfo; kB there, bytes here
  MEM_TOTAL(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  MEM_FREE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  MEM_AVAILABLE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  BUFFERS(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  CACHED(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  SWAP_CACHED(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  ACTIVE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  INACTIVE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  ACTIVE_ANON(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  INACTIVE_ANON(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  ACTIVE_FILE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  INACTIVE_FILE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  UNEVICTABLE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  MLOCKED(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  SWAP_TOTAL(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  SWAP_FREE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  ZSWAP(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  ZSWAPPED(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  DIRTY(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  WRITEBACK(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  ANON_PAGES(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  MAPPED(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  SHMEM(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  K_RECLAIMABLE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  SLAB(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  S_RECLAIMABLE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  S_UNRECLAIM(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  KERNEL_STACK(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  SHADOW_CALL_STACK(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  PAGE_TABLES(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  SEC_PAGE_TABLES(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  QUICKLISTS(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  BOUNCE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  WRITEBACK_TMP(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  VMALLOC_USED(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  PERCPU(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  HARDWARE_CORRUPTED(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  ANON_HUGE_PAGES(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  HUGETLB(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  HUGEPAGESIZE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  CMA_TOTAL(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  CMA_FREE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  COMMITTED_AS(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  BALLOON(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  GPU_ACTIVE(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  GPU_RECLAIM(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  UNACCEPTED(Kind.GAUGE, Origin.MEMINFO, Unit.BYTES),
  // /proc/meminfo, counts
  HUGE_PAGES_TOTAL(Kind.GAUGE, Origin.MEMINFO, Unit.COUNT),
  HUGE_PAGES_FREE(Kind.GAUGE, Origin.MEMINFO, Unit.COUNT),
  // /proc/vmstat, page gauges as bytes; summed over names that kernels split
  NR_ISOLATED(Kind.GAUGE, Unit.BYTES),
  NR_ZSPAGES(Kind.GAUGE, Unit.BYTES),
  // /proc/vmstat, event counters since boot; summed over names that kernels split
  PSWPIN(Kind.COUNTER, Unit.COUNT),
  PSWPOUT(Kind.COUNTER, Unit.COUNT),
  PGPGIN(Kind.COUNTER, Unit.COUNT),
  PGPGOUT(Kind.COUNTER, Unit.COUNT),
  PGFAULT(Kind.COUNTER, Unit.COUNT),
  PGMAJFAULT(Kind.COUNTER, Unit.COUNT),
  PGSCAN(Kind.COUNTER, Unit.COUNT),
  PGSTEAL(Kind.COUNTER, Unit.COUNT),
  ALLOCSTALL(Kind.COUNTER, Unit.COUNT),
  OOM_KILL(Kind.COUNTER, Unit.COUNT),
  SLABS_SCANNED(Kind.COUNTER, Unit.COUNT),
  WORKINGSET_REFAULT(Kind.COUNTER, Unit.COUNT),
  COMPACT_STALL(Kind.COUNTER, Unit.COUNT),
  DROP_SLAB(Kind.COUNTER, Unit.COUNT),
  DROP_PAGECACHE(Kind.COUNTER, Unit.COUNT),
  BALLOON_INFLATE(Kind.COUNTER, Unit.COUNT),
  BALLOON_DEFLATE(Kind.COUNTER, Unit.COUNT),
  // /proc/zoneinfo, bytes summed over zones: pages on per-CPU free lists, watermarks,
  // totalreserve_pages
  PCP_FREE(Kind.GAUGE, Unit.BYTES),
  WATERMARK_MIN(Kind.GAUGE, Unit.BYTES),
  WATERMARK_LOW(Kind.GAUGE, Unit.BYTES),
  TOTAL_RESERVE(Kind.GAUGE, Unit.BYTES),
  // /proc/sys/vm/min_free_kbytes
  MIN_FREE(Kind.GAUGE, Unit.BYTES),
  // /proc/stat
  CPU_TICKS(Kind.COUNTER, Unit.COUNT),
  CPU_IDLE_TICKS(Kind.COUNTER, Unit.COUNT),
  CPU_IOWAIT_TICKS(Kind.COUNTER, Unit.COUNT),
  CONTEXT_SWITCHES(Kind.COUNTER, Unit.COUNT),
  INTERRUPTS(Kind.COUNTER, Unit.COUNT),
  FORKS(Kind.COUNTER, Unit.COUNT),
  // /proc/stat
  PROCS_RUNNING(Kind.GAUGE, Unit.COUNT),
  PROCS_BLOCKED(Kind.GAUGE, Unit.COUNT),
  CPUS(Kind.GAUGE, Unit.COUNT),
  // /proc/stat, Unix time of the boot; moves with the wall clock
  BOOT_TIME(Kind.GAUGE, Unit.SECONDS),
  // /proc/uptime
  UPTIME(Kind.GAUGE, Unit.SECONDS),
  // /proc/pressure/*, stall time since boot in seconds
  PSI_MEMORY_SOME(Kind.COUNTER, Unit.SECONDS),
  PSI_MEMORY_FULL(Kind.COUNTER, Unit.SECONDS),
  PSI_IO_SOME(Kind.COUNTER, Unit.SECONDS),
  PSI_IO_FULL(Kind.COUNTER, Unit.SECONDS),
  PSI_CPU_SOME(Kind.COUNTER, Unit.SECONDS),
  // /proc/buddyinfo, bytes free in blocks of at least order 4 (per zone and for the host)
  BUDDY_HIGH_ORDER(Kind.GAUGE, Unit.BYTES),
  BUDDY_FREE(Kind.GAUGE, Unit.BYTES),
  // /proc/net/sockstat; pages there, bytes here
  TCP_MEM(Kind.GAUGE, Unit.BYTES),
  UDP_MEM(Kind.GAUGE, Unit.BYTES),
  FRAG_MEM(Kind.GAUGE, Unit.BYTES),
  // /proc/net/sockstat
  SOCKETS_USED(Kind.GAUGE, Unit.COUNT),
  TCP_INUSE(Kind.GAUGE, Unit.COUNT),
  TCP_ORPHAN(Kind.GAUGE, Unit.COUNT),
  TCP_TIME_WAIT(Kind.GAUGE, Unit.COUNT),
  UDP_INUSE(Kind.GAUGE, Unit.COUNT),
  // /proc/sys/fs
  FILES_OPEN(Kind.GAUGE, Unit.COUNT),
  FILES_MAX(Kind.GAUGE, Unit.COUNT),
  DENTRIES(Kind.GAUGE, Unit.COUNT),
  DENTRIES_UNUSED(Kind.GAUGE, Unit.COUNT),
  DENTRIES_NEGATIVE(Kind.GAUGE, Unit.COUNT),
  INODES(Kind.GAUGE, Unit.COUNT),
  INODES_UNUSED(Kind.GAUGE, Unit.COUNT),
  // /proc/swaps, /sys/block/zram*/mm_stat, /proc/spl/kstat/zfs/arcstats
  SWAP_DEVICE_USED(Kind.GAUGE, Unit.BYTES),
  ZRAM_USED(Kind.GAUGE, Unit.BYTES),
  ZRAM_ORIGINAL(Kind.GAUGE, Unit.BYTES),
  ARC_SIZE(Kind.GAUGE, Unit.BYTES),
  ARC_TARGET(Kind.GAUGE, Unit.BYTES),
  ARC_MIN(Kind.GAUGE, Unit.BYTES),
  ARC_MAX(Kind.GAUGE, Unit.BYTES),
  // /proc/cgroups: memory cgroups alive or dying
  MEMORY_CGROUPS(Kind.GAUGE, Unit.COUNT),
  // folders of memory cgroups of version 1 that were read; nr_dying_descendants of v2's root
  CGROUP_FOLDERS(Kind.GAUGE, Unit.COUNT),
  DYING_DESCENDANTS(Kind.GAUGE, Unit.COUNT),
  // /proc/<pid>/stat; for a process and, summed over its living members, for a process group
  PROC_VSIZE(Kind.GAUGE, Unit.BYTES),
  PROC_RSS(Kind.GAUGE, Unit.BYTES),
  // /proc/<pid>/stat and derived/fds; PROC_COUNT: living members of a process group
  PROC_THREADS(Kind.GAUGE, Unit.COUNT),
  PROC_COUNT(Kind.GAUGE, Unit.COUNT),
  PROC_ZOMBIES(Kind.GAUGE, Unit.COUNT),
  PROC_FDS(Kind.GAUGE, Unit.COUNT),
  // derived/fdtypes/<pid>, for a class of descriptors of a process
  PROC_FDS_OF_CLASS(Kind.GAUGE, Unit.COUNT),
  // derived/held: bytes of deleted and nameless memory files, of a process and of a class of its
  // descriptors; inotify watches
  PROC_HELD(Kind.GAUGE, Unit.BYTES),
  PROC_WATCHES(Kind.GAUGE, Unit.COUNT),
  // /proc/<pid>/limits: the soft limit of open descriptors
  PROC_FDS_LIMIT(Kind.GAUGE, Unit.COUNT),
  // /proc/<pid>/stat of its dead children that it did not wait for
  PROC_ZOMBIE_CHILDREN(Kind.GAUGE, Unit.COUNT),
  // /proc/<pid>/status
  PROC_RSS_ANON(Kind.GAUGE, Unit.BYTES),
  PROC_RSS_FILE(Kind.GAUGE, Unit.BYTES),
  PROC_RSS_SHMEM(Kind.GAUGE, Unit.BYTES),
  PROC_SWAP(Kind.GAUGE, Unit.BYTES),
  PROC_PTE(Kind.GAUGE, Unit.BYTES),
  PROC_DATA(Kind.GAUGE, Unit.BYTES),
  PROC_HWM(Kind.GAUGE, Unit.BYTES),
  // /proc/<pid>/smaps_rollup
  PROC_PSS(Kind.GAUGE, Unit.BYTES),
  PROC_PSS_ANON(Kind.GAUGE, Unit.BYTES),
  PROC_PSS_FILE(Kind.GAUGE, Unit.BYTES),
  PROC_PSS_SHMEM(Kind.GAUGE, Unit.BYTES),
  PROC_ANONYMOUS(Kind.GAUGE, Unit.BYTES),
  PROC_SWAP_PSS(Kind.GAUGE, Unit.BYTES),
  // /proc/slabinfo; bytes = num_slabs x pagesperslab x page size, duplicate names summed
  SLAB_BYTES(Kind.GAUGE, Unit.BYTES),
  // /proc/slabinfo
  SLAB_ACTIVE_OBJECTS(Kind.GAUGE, Unit.COUNT),
  SLAB_OBJECTS(Kind.GAUGE, Unit.COUNT),
  // memory cgroup files, v1 and v2; a limit of 'max' or of v1's huge number is absent
  CG_CURRENT(Kind.GAUGE, Unit.BYTES),
  CG_LIMIT(Kind.GAUGE, Unit.BYTES),
  CG_HIGH(Kind.GAUGE, Unit.BYTES),
  CG_SWAP(Kind.GAUGE, Unit.BYTES),
  CG_ANON(Kind.GAUGE, Unit.BYTES),
  CG_FILE(Kind.GAUGE, Unit.BYTES),
  CG_KERNEL(Kind.GAUGE, Unit.BYTES),
  CG_SOCK(Kind.GAUGE, Unit.BYTES),
  CG_SHMEM(Kind.GAUGE, Unit.BYTES),
  CG_SLAB_RECLAIMABLE(Kind.GAUGE, Unit.BYTES),
  CG_SLAB_UNRECLAIMABLE(Kind.GAUGE, Unit.BYTES),
  CG_INACTIVE_FILE(Kind.GAUGE, Unit.BYTES),
  // memory.events, memory.oom_control, memory.failcnt
  CG_OOM_KILL(Kind.COUNTER, Unit.COUNT),
  CG_MAX_EVENTS(Kind.COUNTER, Unit.COUNT),
  CG_HIGH_EVENTS(Kind.COUNTER, Unit.COUNT),
  // memory.pressure of a cgroup, stall time since it was made in seconds
  CG_PSI_SOME(Kind.COUNTER, Unit.SECONDS),
  CG_PSI_FULL(Kind.COUNTER, Unit.SECONDS),
  // cgroup.stat
  CG_DYING(Kind.GAUGE, Unit.COUNT),
  // /proc/vmallocinfo: lines with pages=, summed by caller and for the host; of them, thread stacks
  VMALLOC_BYTES(Kind.GAUGE, Unit.BYTES),
  VMALLOC_STACK_BYTES(Kind.GAUGE, Unit.BYTES),
  // /proc/sysvipc/shm
  SHM_RSS(Kind.GAUGE, Unit.BYTES),
  SHM_SWAP(Kind.GAUGE, Unit.BYTES),
  // /proc/sysvipc/shm
  SHM_ATTACHED(Kind.GAUGE, Unit.COUNT),
  // /proc/sysvipc/msg: bytes in a queue that nobody has read
  MSG_BYTES(Kind.GAUGE, Unit.BYTES),
  // derived/mounts, derived/bpf
  MOUNT_USED(Kind.GAUGE, Unit.BYTES),
  BPF_MEMLOCK(Kind.GAUGE, Unit.BYTES),
  // derived/collector, of the snapshot before; bytes
  COLLECTOR_RSS(Kind.GAUGE, Unit.BYTES),
  // derived/collector; seconds
  COLLECTOR_CPU(Kind.GAUGE, Unit.SECONDS),
  COLLECTOR_READ(Kind.GAUGE, Unit.SECONDS),
  // trace/kmem.trace: bytes since the begin of the judged stretch, by call site and for the host
  KMEM_ALLOCATED(Kind.GAUGE, Unit.BYTES),
  KMEM_FREED(Kind.GAUGE, Unit.BYTES),
  KMEM_OUTSTANDING(Kind.GAUGE, Unit.BYTES),
  // /proc/allocinfo: what a call site in the kernel holds now, and by how many allocations (only of
  // sites that hold much)
  SITE_BYTES(Kind.GAUGE, Unit.BYTES),
  SITE_CALLS(Kind.GAUGE, Unit.COUNT),
  // page_owner: pages by the stack that took them
  PAGE_OWNER_BYTES(Kind.GAUGE, Unit.BYTES),
  // kmemleak: objects that nothing points to, by the stack that allocated them and for the host
  UNREFERENCED_BYTES(Kind.GAUGE, Unit.BYTES),
  UNREFERENCED_OBJECTS(Kind.GAUGE, Unit.COUNT),
  // alloc_traces of a slab cache: objects by the stack that allocated them
  TRACED_OBJECTS(Kind.GAUGE, Unit.COUNT),
  // computed from the above at each snapshot (replay/Derived): MemAvailable or its estimate on
  // kernels before 3.14; MemTotal - available - per-CPU free lists; slab outside every cache;
  // SwapTotal - SwapFree
  AVAILABLE(Kind.GAUGE, Origin.COMPUTED, Unit.BYTES),
  USED(Kind.GAUGE, Origin.COMPUTED, Unit.BYTES),
  LARGE_KMALLOC(Kind.GAUGE, Origin.COMPUTED, Unit.BYTES),
  SWAP_USED(Kind.GAUGE, Origin.COMPUTED, Unit.BYTES),
  // memory cgroups whose folder is gone
  DYING_CGROUPS(Kind.GAUGE, Origin.COMPUTED, Unit.COUNT),
  PROC_RSS_SUM(Kind.GAUGE, Origin.COMPUTED, Unit.BYTES),
  // computed: the lines of the ledger
  LEDGER_FREE(Category.FREE),
  LEDGER_PAGE_CACHE(Category.PAGE_CACHE),
  LEDGER_ANONYMOUS(Category.ANONYMOUS),
  LEDGER_SHMEM(Category.SHMEM),
  LEDGER_SLAB_RECLAIMABLE(Category.SLAB_RECLAIMABLE),
  LEDGER_SLAB_UNRECLAIMABLE(Category.SLAB_UNRECLAIMABLE),
  LEDGER_KERNEL_STACK(Category.KERNEL_STACK),
  LEDGER_PAGE_TABLES(Category.PAGE_TABLES),
  LEDGER_VMALLOC(Category.VMALLOC),
  LEDGER_PERCPU(Category.PERCPU),
  LEDGER_HUGETLB(Category.HUGETLB),
  LEDGER_ZRAM_ZSWAP(Category.ZRAM_ZSWAP),
  LEDGER_OTHER_KERNEL(Category.OTHER_KERNEL),
  LEDGER_UNACCOUNTED(Category.UNACCOUNTED);

  /** Whether a value is a level, or a count since boot of which only differences mean anything. */
  public enum Kind {
    GAUGE,
    COUNTER
  }

  /** Where values come from, as far as that decides how they are read. */
  private enum Origin {
    /** One file, whose values come together or not at all. */
    MEMINFO,
    /** Any other file. */
    OTHER_FILE,
    /** Computed from what files say. */
    COMPUTED
  }

  private static final Map<Category, Metric> OF_LINE = new EnumMap<>(Category.class);

  static {
    for (Metric one : values()) {
      if (one.line != null) {
        OF_LINE.put(one.line, one);
      }
    }
  }

  private final Kind kind;
  private final Origin origin;
  private final Unit unit;
  private final Category line;

  Metric(Kind kind, Unit unit) {
    this(kind, Origin.OTHER_FILE, unit);
  }

  Metric(Kind kind, Origin origin, Unit unit) {
    this(kind, origin, unit, null);
  }

  Metric(Category line) {
    this(Kind.GAUGE, Origin.COMPUTED, Unit.BYTES, line);
  }

  Metric(Kind kind, Origin origin, Unit unit, Category line) {
    this.kind = kind;
    this.origin = origin;
    this.unit = unit;
    this.line = line;
  }

  public boolean isCounter() {
    return kind == Kind.COUNTER;
  }

  public Unit unit() {
    return unit;
  }

  /** Whether /proc/meminfo has it, so that one snapshot has all of these or none. */
  public boolean isOfMeminfo() {
    return origin == Origin.MEMINFO;
  }

  /** Whether it is computed from others, and stands in no file. */
  public boolean isComputed() {
    return origin == Origin.COMPUTED;
  }

  /** The line of the ledger that it is the series of; empty for all else. */
  public Optional<Category> line() {
    return Optional.ofNullable(line);
  }

  /** The computed series of one line of the ledger. */
  public static Metric ofLine(Category line) {
    return OF_LINE.get(line);
  }
}
