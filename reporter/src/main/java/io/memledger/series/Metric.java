package io.memledger.series;

import java.util.Optional;

/** The vocabulary: every quantity of a recording; their order here is that of columns alone. */
public enum Metric {
  // /proc/meminfo; kB there, bytes here
  MEM_TOTAL(MetricKind.MEMINFO, Unit.BYTES),
  MEM_FREE(MetricKind.MEMINFO, Unit.BYTES),
  MEM_AVAILABLE(MetricKind.MEMINFO, Unit.BYTES),
  BUFFERS(MetricKind.MEMINFO, Unit.BYTES),
  CACHED(MetricKind.MEMINFO, Unit.BYTES),
  SWAP_CACHED(MetricKind.MEMINFO, Unit.BYTES),
  ACTIVE(MetricKind.MEMINFO, Unit.BYTES),
  INACTIVE(MetricKind.MEMINFO, Unit.BYTES),
  ACTIVE_ANON(MetricKind.MEMINFO, Unit.BYTES),
  INACTIVE_ANON(MetricKind.MEMINFO, Unit.BYTES),
  ACTIVE_FILE(MetricKind.MEMINFO, Unit.BYTES),
  INACTIVE_FILE(MetricKind.MEMINFO, Unit.BYTES),
  UNEVICTABLE(MetricKind.MEMINFO, Unit.BYTES),
  MLOCKED(MetricKind.MEMINFO, Unit.BYTES),
  SWAP_TOTAL(MetricKind.MEMINFO, Unit.BYTES),
  SWAP_FREE(MetricKind.MEMINFO, Unit.BYTES),
  ZSWAP(MetricKind.MEMINFO, Unit.BYTES),
  ZSWAPPED(MetricKind.MEMINFO, Unit.BYTES),
  DIRTY(MetricKind.MEMINFO, Unit.BYTES),
  WRITEBACK(MetricKind.MEMINFO, Unit.BYTES),
  ANON_PAGES(MetricKind.MEMINFO, Unit.BYTES),
  MAPPED(MetricKind.MEMINFO, Unit.BYTES),
  SHMEM(MetricKind.MEMINFO, Unit.BYTES),
  K_RECLAIMABLE(MetricKind.MEMINFO, Unit.BYTES),
  SLAB(MetricKind.MEMINFO, Unit.BYTES),
  S_RECLAIMABLE(MetricKind.MEMINFO, Unit.BYTES),
  S_UNRECLAIM(MetricKind.MEMINFO, Unit.BYTES),
  KERNEL_STACK(MetricKind.MEMINFO, Unit.BYTES),
  SHADOW_CALL_STACK(MetricKind.MEMINFO, Unit.BYTES),
  PAGE_TABLES(MetricKind.MEMINFO, Unit.BYTES),
  SEC_PAGE_TABLES(MetricKind.MEMINFO, Unit.BYTES),
  QUICKLISTS(MetricKind.MEMINFO, Unit.BYTES),
  BOUNCE(MetricKind.MEMINFO, Unit.BYTES),
  WRITEBACK_TMP(MetricKind.MEMINFO, Unit.BYTES),
  VMALLOC_USED(MetricKind.MEMINFO, Unit.BYTES),
  PERCPU(MetricKind.MEMINFO, Unit.BYTES),
  HARDWARE_CORRUPTED(MetricKind.MEMINFO, Unit.BYTES),
  ANON_HUGE_PAGES(MetricKind.MEMINFO, Unit.BYTES),
  HUGETLB(MetricKind.MEMINFO, Unit.BYTES),
  HUGEPAGESIZE(MetricKind.MEMINFO, Unit.BYTES),
  CMA_TOTAL(MetricKind.MEMINFO, Unit.BYTES),
  CMA_FREE(MetricKind.MEMINFO, Unit.BYTES),
  COMMITTED_AS(MetricKind.MEMINFO, Unit.BYTES),
  BALLOON(MetricKind.MEMINFO, Unit.BYTES),
  GPU_ACTIVE(MetricKind.MEMINFO, Unit.BYTES),
  GPU_RECLAIM(MetricKind.MEMINFO, Unit.BYTES),
  UNACCEPTED(MetricKind.MEMINFO, Unit.BYTES),
  HUGE_PAGES_TOTAL(MetricKind.MEMINFO, Unit.COUNT),
  HUGE_PAGES_FREE(MetricKind.MEMINFO, Unit.COUNT),
  // /proc/vmstat, page gauges as bytes; summed over names that kernels split
  NR_ISOLATED(MetricKind.GAUGE, Unit.BYTES),
  NR_ZSPAGES(MetricKind.GAUGE, Unit.BYTES),
  // /proc/vmstat, event counters since boot; summed over names that kernels split
  PSWPIN(MetricKind.COUNTER, Unit.COUNT),
  PSWPOUT(MetricKind.COUNTER, Unit.COUNT),
  PGPGIN(MetricKind.COUNTER, Unit.COUNT),
  PGPGOUT(MetricKind.COUNTER, Unit.COUNT),
  PGFAULT(MetricKind.COUNTER, Unit.COUNT),
  PGMAJFAULT(MetricKind.COUNTER, Unit.COUNT),
  PGSCAN(MetricKind.COUNTER, Unit.COUNT),
  PGSTEAL(MetricKind.COUNTER, Unit.COUNT),
  ALLOCSTALL(MetricKind.COUNTER, Unit.COUNT),
  OOM_KILL(MetricKind.COUNTER, Unit.COUNT),
  SLABS_SCANNED(MetricKind.COUNTER, Unit.COUNT),
  WORKINGSET_REFAULT(MetricKind.COUNTER, Unit.COUNT),
  COMPACT_STALL(MetricKind.COUNTER, Unit.COUNT),
  DROP_SLAB(MetricKind.COUNTER, Unit.COUNT),
  DROP_PAGECACHE(MetricKind.COUNTER, Unit.COUNT),
  BALLOON_INFLATE(MetricKind.COUNTER, Unit.COUNT),
  BALLOON_DEFLATE(MetricKind.COUNTER, Unit.COUNT),
  // /proc/zoneinfo, bytes summed over zones: pages on per-CPU free lists, watermarks,
  // totalreserve_pages
  PCP_FREE(MetricKind.GAUGE, Unit.BYTES),
  WATERMARK_MIN(MetricKind.GAUGE, Unit.BYTES),
  WATERMARK_LOW(MetricKind.GAUGE, Unit.BYTES),
  TOTAL_RESERVE(MetricKind.GAUGE, Unit.BYTES),
  // /proc/sys/vm/min_free_kbytes
  MIN_FREE(MetricKind.GAUGE, Unit.BYTES),
  // /proc/stat
  CPU_TICKS(MetricKind.COUNTER, Unit.COUNT),
  CPU_IDLE_TICKS(MetricKind.COUNTER, Unit.COUNT),
  CPU_IOWAIT_TICKS(MetricKind.COUNTER, Unit.COUNT),
  CONTEXT_SWITCHES(MetricKind.COUNTER, Unit.COUNT),
  INTERRUPTS(MetricKind.COUNTER, Unit.COUNT),
  FORKS(MetricKind.COUNTER, Unit.COUNT),
  PROCS_RUNNING(MetricKind.GAUGE, Unit.COUNT),
  PROCS_BLOCKED(MetricKind.GAUGE, Unit.COUNT),
  CPUS(MetricKind.GAUGE, Unit.COUNT),
  // /proc/stat, Unix time of the boot; moves with the wall clock
  BOOT_TIME(MetricKind.GAUGE, Unit.SECONDS),
  // /proc/uptime
  UPTIME(MetricKind.GAUGE, Unit.SECONDS),
  // /proc/pressure/*, stall time since boot in seconds
  PSI_MEMORY_SOME(MetricKind.COUNTER, Unit.SECONDS),
  PSI_MEMORY_FULL(MetricKind.COUNTER, Unit.SECONDS),
  PSI_IO_SOME(MetricKind.COUNTER, Unit.SECONDS),
  PSI_IO_FULL(MetricKind.COUNTER, Unit.SECONDS),
  PSI_CPU_SOME(MetricKind.COUNTER, Unit.SECONDS),
  // /proc/buddyinfo, bytes free in blocks of at least order 4 (per zone and for the host)
  BUDDY_HIGH_ORDER(MetricKind.GAUGE, Unit.BYTES),
  BUDDY_FREE(MetricKind.GAUGE, Unit.BYTES),
  // /proc/net/sockstat; pages there, bytes here
  TCP_MEM(MetricKind.GAUGE, Unit.BYTES),
  UDP_MEM(MetricKind.GAUGE, Unit.BYTES),
  FRAG_MEM(MetricKind.GAUGE, Unit.BYTES),
  SOCKETS_USED(MetricKind.GAUGE, Unit.COUNT),
  TCP_INUSE(MetricKind.GAUGE, Unit.COUNT),
  TCP_ORPHAN(MetricKind.GAUGE, Unit.COUNT),
  TCP_TIME_WAIT(MetricKind.GAUGE, Unit.COUNT),
  UDP_INUSE(MetricKind.GAUGE, Unit.COUNT),
  // /proc/sys/fs
  FILES_OPEN(MetricKind.GAUGE, Unit.COUNT),
  FILES_MAX(MetricKind.GAUGE, Unit.COUNT),
  DENTRIES(MetricKind.GAUGE, Unit.COUNT),
  DENTRIES_UNUSED(MetricKind.GAUGE, Unit.COUNT),
  DENTRIES_NEGATIVE(MetricKind.GAUGE, Unit.COUNT),
  INODES(MetricKind.GAUGE, Unit.COUNT),
  INODES_UNUSED(MetricKind.GAUGE, Unit.COUNT),
  // /proc/swaps, /sys/block/zram*/mm_stat, /proc/spl/kstat/zfs/arcstats
  SWAP_DEVICE_USED(MetricKind.GAUGE, Unit.BYTES),
  ZRAM_USED(MetricKind.GAUGE, Unit.BYTES),
  ZRAM_ORIGINAL(MetricKind.GAUGE, Unit.BYTES),
  ARC_SIZE(MetricKind.GAUGE, Unit.BYTES),
  ARC_TARGET(MetricKind.GAUGE, Unit.BYTES),
  ARC_MIN(MetricKind.GAUGE, Unit.BYTES),
  ARC_MAX(MetricKind.GAUGE, Unit.BYTES),
  // /proc/cgroups: memory cgroups alive or dying
  MEMORY_CGROUPS(MetricKind.GAUGE, Unit.COUNT),
  // /proc/cgroups: the most cgroups of any other controller
  OTHER_CGROUPS(MetricKind.GAUGE, Unit.COUNT),
  // folders of memory cgroups of version 1 that were read; nr_dying_descendants of v2's root
  CGROUP_FOLDERS(MetricKind.GAUGE, Unit.COUNT),
  DYING_DESCENDANTS(MetricKind.GAUGE, Unit.COUNT),
  // /proc/<pid>/stat; for a process and, summed over its living members, for a process group
  PROC_VSIZE(MetricKind.GAUGE, Unit.BYTES),
  PROC_RSS(MetricKind.GAUGE, Unit.BYTES),
  // /proc/<pid>/stat and derived/fds; PROC_COUNT: living members of a process group
  PROC_THREADS(MetricKind.GAUGE, Unit.COUNT),
  PROC_COUNT(MetricKind.GAUGE, Unit.COUNT),
  PROC_ZOMBIES(MetricKind.GAUGE, Unit.COUNT),
  PROC_FDS(MetricKind.GAUGE, Unit.COUNT),
  // derived/fdtypes/<pid>, for a class of descriptors of a process
  PROC_FDS_OF_CLASS(MetricKind.GAUGE, Unit.COUNT),
  // derived/held: bytes of deleted and nameless memory files, of a process and of a class of its
  // descriptors; inotify watches
  PROC_HELD(MetricKind.GAUGE, Unit.BYTES),
  PROC_WATCHES(MetricKind.GAUGE, Unit.COUNT),
  // /proc/<pid>/limits: the soft limit of open descriptors
  PROC_FDS_LIMIT(MetricKind.GAUGE, Unit.COUNT),
  // /proc/<pid>/stat of its dead children that it did not wait for
  PROC_ZOMBIE_CHILDREN(MetricKind.GAUGE, Unit.COUNT),
  // /proc/<pid>/status
  PROC_RSS_ANON(MetricKind.GAUGE, Unit.BYTES),
  PROC_RSS_FILE(MetricKind.GAUGE, Unit.BYTES),
  PROC_RSS_SHMEM(MetricKind.GAUGE, Unit.BYTES),
  PROC_SWAP(MetricKind.GAUGE, Unit.BYTES),
  PROC_PTE(MetricKind.GAUGE, Unit.BYTES),
  PROC_DATA(MetricKind.GAUGE, Unit.BYTES),
  PROC_HWM(MetricKind.GAUGE, Unit.BYTES),
  // /proc/<pid>/smaps_rollup
  PROC_PSS(MetricKind.GAUGE, Unit.BYTES),
  PROC_PSS_ANON(MetricKind.GAUGE, Unit.BYTES),
  PROC_PSS_FILE(MetricKind.GAUGE, Unit.BYTES),
  PROC_PSS_SHMEM(MetricKind.GAUGE, Unit.BYTES),
  PROC_ANONYMOUS(MetricKind.GAUGE, Unit.BYTES),
  PROC_SWAP_PSS(MetricKind.GAUGE, Unit.BYTES),
  // anonymous pages that the process gave back with MADV_FREE, and those that are huge
  PROC_LAZY_FREE(MetricKind.GAUGE, Unit.BYTES),
  PROC_HUGE(MetricKind.GAUGE, Unit.BYTES),
  // /proc/slabinfo; bytes = num_slabs x pagesperslab x page size, duplicate names summed
  SLAB_BYTES(MetricKind.GAUGE, Unit.BYTES),
  SLAB_ACTIVE_OBJECTS(MetricKind.GAUGE, Unit.COUNT),
  SLAB_OBJECTS(MetricKind.GAUGE, Unit.COUNT),
  // memory cgroup files, v1 and v2; a limit of 'max' or of v1's huge number is absent
  CG_CURRENT(MetricKind.GAUGE, Unit.BYTES),
  CG_LIMIT(MetricKind.GAUGE, Unit.BYTES),
  CG_HIGH(MetricKind.GAUGE, Unit.BYTES),
  CG_SWAP(MetricKind.GAUGE, Unit.BYTES),
  CG_ANON(MetricKind.GAUGE, Unit.BYTES),
  CG_FILE(MetricKind.GAUGE, Unit.BYTES),
  CG_KERNEL(MetricKind.GAUGE, Unit.BYTES),
  CG_SOCK(MetricKind.GAUGE, Unit.BYTES),
  CG_SHMEM(MetricKind.GAUGE, Unit.BYTES),
  CG_SLAB_RECLAIMABLE(MetricKind.GAUGE, Unit.BYTES),
  CG_SLAB_UNRECLAIMABLE(MetricKind.GAUGE, Unit.BYTES),
  CG_INACTIVE_FILE(MetricKind.GAUGE, Unit.BYTES),
  // memory.events, memory.oom_control, memory.failcnt
  CG_OOM_KILL(MetricKind.COUNTER, Unit.COUNT),
  CG_MAX_EVENTS(MetricKind.COUNTER, Unit.COUNT),
  CG_HIGH_EVENTS(MetricKind.COUNTER, Unit.COUNT),
  // memory.pressure of a cgroup, stall time since it was made in seconds
  CG_PSI_SOME(MetricKind.COUNTER, Unit.SECONDS),
  CG_PSI_FULL(MetricKind.COUNTER, Unit.SECONDS),
  // cgroup.stat
  CG_DYING(MetricKind.GAUGE, Unit.COUNT),
  // /proc/vmallocinfo: lines with pages=, summed by caller and for the host; of them, thread stacks
  VMALLOC_BYTES(MetricKind.GAUGE, Unit.BYTES),
  VMALLOC_STACK_BYTES(MetricKind.GAUGE, Unit.BYTES),
  // /proc/vmallocinfo, lines without pages=: address space of the chunks of per-CPU memory
  PERCPU_AREAS(MetricKind.GAUGE, Unit.BYTES),
  // /proc/sysvipc/shm; SHM_SIZE is what a segment was made with and never passes
  SHM_SIZE(MetricKind.GAUGE, Unit.BYTES),
  SHM_RSS(MetricKind.GAUGE, Unit.BYTES),
  SHM_SWAP(MetricKind.GAUGE, Unit.BYTES),
  SHM_ATTACHED(MetricKind.GAUGE, Unit.COUNT),
  // /proc/sysvipc/msg: bytes in a queue that nobody has read
  MSG_BYTES(MetricKind.GAUGE, Unit.BYTES),
  // derived/mounts (no size where a mount has no limit), derived/bpf
  MOUNT_SIZE(MetricKind.GAUGE, Unit.BYTES),
  MOUNT_USED(MetricKind.GAUGE, Unit.BYTES),
  BPF_MEMLOCK(MetricKind.GAUGE, Unit.BYTES),
  // derived/collector, of the snapshot before
  COLLECTOR_RSS(MetricKind.GAUGE, Unit.BYTES),
  COLLECTOR_CPU(MetricKind.GAUGE, Unit.SECONDS),
  COLLECTOR_READ(MetricKind.GAUGE, Unit.SECONDS),
  // trace/kmem.trace: bytes since the begin of the judged stretch, by call site and for the host
  KMEM_ALLOCATED(MetricKind.GAUGE, Unit.BYTES),
  KMEM_FREED(MetricKind.GAUGE, Unit.BYTES),
  KMEM_OUTSTANDING(MetricKind.GAUGE, Unit.BYTES),
  // /proc/allocinfo: what a call site in the kernel holds now, and by how many allocations (only of
  // sites that hold much)
  SITE_BYTES(MetricKind.GAUGE, Unit.BYTES),
  SITE_CALLS(MetricKind.GAUGE, Unit.COUNT),
  // page_owner: pages by the stack that took them
  PAGE_OWNER_BYTES(MetricKind.GAUGE, Unit.BYTES),
  // kmemleak: objects that nothing points to, by the stack that allocated them and for the host
  UNREFERENCED_BYTES(MetricKind.GAUGE, Unit.BYTES),
  UNREFERENCED_OBJECTS(MetricKind.GAUGE, Unit.COUNT),
  // alloc_traces of a slab cache: objects by the stack that allocated them
  TRACED_OBJECTS(MetricKind.GAUGE, Unit.COUNT),
  // computed from the above at each snapshot (replay/Derived): MemAvailable or its estimate on
  // kernels before 3.14; what ZFS gives back on demand, which is not in it; MemTotal - both -
  // per-CPU free lists; slab outside every cache; what is on no list of user pages, where the lines
  // of the kernel were not captured; SwapTotal - SwapFree
  AVAILABLE(MetricKind.COMPUTED, Unit.BYTES),
  ARC_YIELDS(MetricKind.COMPUTED, Unit.BYTES),
  USED(MetricKind.COMPUTED, Unit.BYTES),
  LARGE_KMALLOC(MetricKind.COMPUTED, Unit.BYTES),
  OFF_LISTS(MetricKind.COMPUTED, Unit.BYTES),
  SWAP_USED(MetricKind.COMPUTED, Unit.BYTES),
  // memory cgroups whose folder is gone
  DYING_CGROUPS(MetricKind.COMPUTED, Unit.COUNT),
  PROC_RSS_SUM(MetricKind.COMPUTED, Unit.BYTES),
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
  LEDGER_UNACCOUNTED(Category.UNACCOUNTED),
  LEDGER_NOT_ITEMISED(Category.NOT_ITEMISED);

  private final MetricKind kind;
  private final Unit unit;
  private final Category line;

  Metric(MetricKind kind, Unit unit) {
    this.kind = kind;
    this.unit = unit;
    this.line = null;
  }

  Metric(Category line) {
    this.kind = MetricKind.COMPUTED;
    this.unit = Unit.BYTES;
    this.line = line;
  }

  public boolean isCounter() {
    return kind == MetricKind.COUNTER;
  }

  public Unit unit() {
    return unit;
  }

  /** Whether /proc/meminfo has it, so that one snapshot has all of these or none. */
  public boolean isOfMeminfo() {
    return kind == MetricKind.MEMINFO;
  }

  /** Whether it is computed from others, and stands in no file. */
  public boolean isComputed() {
    return kind == MetricKind.COMPUTED;
  }

  /** The line of the ledger that it is the series of. */
  public Optional<Category> line() {
    return Optional.ofNullable(line);
  }

  /** The computed series of one line of the ledger. */
  public static Metric ofLine(Category line) {
    return LineMetrics.of(line);
  }
}
