package io.memledger.collector.redact;

/** What stands in a file of a snapshot, by its path; a file that is not known here is left out. */
enum FileKind {
  /** Numbers, and words that every kernel has. */
  COUNTERS,
  NUMBERS,
  STAT,
  STATUS,
  NAME,
  CGROUP,
  RANGES,
  COMMAND,
  OPENED,
  HELD,
  MOUNTED,
  BPF,
  SLABS,
  CACHES,
  KERNEL,
  MODULES,
  ALLOCINFO,
  PAGE_OWNER,
  KMEMLEAK,
  TRACE,
  MOUNTS,
  SWAPS,
  SHM,
  SEM,
  VERSION,
  OS_RELEASE,
  BOOT_OPTIONS,
  BOOT_ID,
  HOST,
  RELEASE,
  LEFT_OUT;

  private static final String COUNTER_FILES =
      " meminfo vmstat zoneinfo stat uptime loadavg buddyinfo pagetypeinfo cgroups softirqs"
          + " net/sockstat net/sockstat6 net/snmp net/netstat net/softnet_stat spl/kstat/zfs/arcstats"
          + " sys/fs/file-nr sys/fs/dentry-state sys/fs/inode-nr sys/fs/file-max sys/fs/nr_open"
          + " pressure/memory pressure/io pressure/cpu pressure/irq ";

  private static final String CONTROLLERS =
      " memory cgroup cpu cpuacct cpuset io pids hugetlb rdma misc irq blkio devices freezer net_cls net_prio perf_event "
          + "cpu,cpuacct net_cls,net_prio ";

  static boolean isController(String name) {
    return CONTROLLERS.contains(' ' + name + ' ');
  }

  static FileKind of(String path) {
    if (path.startsWith("sys/fs/cgroup/") || path.startsWith("cgroup/")) {
      String file = path.substring(path.lastIndexOf('/') + 1);
      int dot = file.indexOf('.');
      return dot > 0 && isController(file.substring(0, dot)) ? COUNTERS : LEFT_OUT;
    }
    if (path.startsWith("proc/")) {
      String rest = path.substring(5);
      int slash = rest.indexOf('/');
      boolean process = slash > 0 && Words.isDigits(rest.substring(0, slash));
      return process ? ofProcess(rest.substring(slash + 1)) : ofProc(rest);
    }
    if (path.startsWith("derived/")) {
      return ofDerived(path.substring(8));
    }
    if (path.startsWith("sys/kernel/debug/")) {
      return ofDebug(path.substring(17));
    }
    boolean numbers =
        path.startsWith("sys/block/") && path.endsWith("/mm_stat")
            || path.startsWith("sys/devices/system/node/node");
    return numbers
        ? path.endsWith("/meminfo") ? COUNTERS : NUMBERS
        : path.equals("etc/os-release")
            ? OS_RELEASE
            : path.equals("etc/hostname") ? HOST : LEFT_OUT;
  }

  private static FileKind ofProc(String rest) {
    switch (rest) {
      case "pids/stat":
        return STAT;
      case "slabinfo":
        return CACHES;
      case "vmallocinfo":
        return KERNEL;
      case "allocinfo":
        return ALLOCINFO;
      case "modules":
        return MODULES;
      case "mounts":
        return MOUNTS;
      case "swaps":
        return SWAPS;
      case "sysvipc/shm":
      case "sysvipc/msg":
        return SHM;
      case "sysvipc/sem":
        return SEM;
      case "version":
        return VERSION;
      case "cmdline":
        return BOOT_OPTIONS;
      case "sys/kernel/random/boot_id":
        return BOOT_ID;
      case "sys/kernel/hostname":
        return HOST;
      case "sys/kernel/osrelease":
        return RELEASE;
      default:
        return COUNTER_FILES.contains(' ' + rest + ' ') || rest.startsWith("sys/vm/")
            ? COUNTERS
            : rest.startsWith("sys/") ? NUMBERS : LEFT_OUT;
    }
  }

  private static FileKind ofProcess(String file) {
    switch (file) {
      case "stat":
        return STAT;
      case "status":
        return STATUS;
      case "comm":
        return NAME;
      case "cgroup":
        return CGROUP;
      case "smaps":
      case "maps":
        return RANGES;
      case "cmdline":
        return COMMAND;
      case "smaps_rollup":
      case "statm":
      case "io":
      case "limits":
      case "oom_score":
      case "oom_score_adj":
      case "schedstat":
        return COUNTERS;
      default:
        return LEFT_OUT;
    }
  }

  private static FileKind ofDerived(String file) {
    switch (file) {
      case "fds":
      case "collector":
        return COUNTERS;
      case "held":
        return HELD;
      case "mounts":
        return MOUNTED;
      case "bpf":
        return BPF;
      case "slabs":
        return SLABS;
      default:
        return file.startsWith("fdtypes/") ? OPENED : LEFT_OUT;
    }
  }

  private static FileKind ofDebug(String file) {
    return file.equals("kmemleak")
        ? KMEMLEAK
        : file.equals("page_owner")
            ? PAGE_OWNER
            : file.startsWith("page_owner_stacks/") || file.startsWith("slab/") ? KERNEL : LEFT_OUT;
  }

  static FileKind ofTrace(String file) {
    switch (file) {
      case "kmem.trace":
      case "perf-script.txt":
        return TRACE;
      case "kallsyms":
        return KERNEL;
      case "lost":
        return NUMBERS;
      default:
        return LEFT_OUT;
    }
  }
}
