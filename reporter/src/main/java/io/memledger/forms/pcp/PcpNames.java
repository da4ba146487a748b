package io.memledger.forms.pcp;

import java.util.Map;
import java.util.Set;

/** Names of PCP's metrics, and the lines of /proc that they were made from. */
final class PcpNames {
  /** Of mem.util, and MemTotal. */
  private static final Map<String, String> MEMINFO =
      Map.ofEntries(
          Map.entry("mem.physmem", "MemTotal"),
          Map.entry("mem.util.free", "MemFree"),
          Map.entry("mem.util.available", "MemAvailable"),
          Map.entry("mem.util.bufmem", "Buffers"),
          Map.entry("mem.util.cached", "Cached"),
          Map.entry("mem.util.swapCached", "SwapCached"),
          Map.entry("mem.util.active", "Active"),
          Map.entry("mem.util.inactive", "Inactive"),
          Map.entry("mem.util.active_anon", "Active(anon)"),
          Map.entry("mem.util.inactive_anon", "Inactive(anon)"),
          Map.entry("mem.util.active_file", "Active(file)"),
          Map.entry("mem.util.inactive_file", "Inactive(file)"),
          Map.entry("mem.util.unevictable", "Unevictable"),
          Map.entry("mem.util.mlocked", "Mlocked"),
          Map.entry("mem.util.swapTotal", "SwapTotal"),
          Map.entry("mem.util.swapFree", "SwapFree"),
          Map.entry("mem.util.dirty", "Dirty"),
          Map.entry("mem.util.writeback", "Writeback"),
          Map.entry("mem.util.anonpages", "AnonPages"),
          Map.entry("mem.util.mapped", "Mapped"),
          Map.entry("mem.util.shmem", "Shmem"),
          Map.entry("mem.util.slab", "Slab"),
          Map.entry("mem.util.slabReclaimable", "SReclaimable"),
          Map.entry("mem.util.slabUnreclaimable", "SUnreclaim"),
          Map.entry("mem.util.kernelStack", "KernelStack"),
          Map.entry("mem.util.pageTables", "PageTables"),
          Map.entry("mem.util.quicklists", "Quicklists"),
          Map.entry("mem.util.bounce", "Bounce"),
          Map.entry("mem.util.vmallocUsed", "VmallocUsed"),
          Map.entry("mem.util.percpu", "Percpu"),
          Map.entry("mem.util.corrupthardware", "HardwareCorrupted"),
          Map.entry("mem.util.anonhugepages", "AnonHugePages"),
          Map.entry("mem.util.committed_AS", "Committed_AS"),
          Map.entry("mem.util.hugepagesTotalBytes", "Hugetlb"));

  /** Of a process: the lines of its status, and what stands in its stat. */
  private static final Map<String, String> PROCESS =
      Map.ofEntries(
          Map.entry("psinfo.cmd", "cmd"),
          Map.entry("psinfo.sname", "state"),
          Map.entry("psinfo.start_time", "start"),
          Map.entry("psinfo.vsize", "vsize"),
          Map.entry("psinfo.rss", "rss"),
          Map.entry("psinfo.threads", "threads"),
          Map.entry("psinfo.ppid", "parent"),
          Map.entry("memory.vmsize", "VmSize"),
          Map.entry("memory.vmrss", "VmRSS"),
          Map.entry("memory.vmdata", "VmData"),
          Map.entry("memory.vmpte", "VmPTE"),
          Map.entry("memory.vmswap", "VmSwap"));

  /** Counters that PCP does not put together itself. */
  private static final Set<String> VMSTAT =
      Set.of(
          "pgpgin",
          "pgpgout",
          "pswpin",
          "pswpout",
          "pgfault",
          "pgmajfault",
          "oom_kill",
          "pgscan_direct",
          "pgscan_kswapd",
          "pgsteal_direct",
          "pgsteal_kswapd",
          "slabs_scanned",
          "compact_stall",
          "drop_slab",
          "drop_pagecache",
          "balloon_inflate",
          "balloon_deflate",
          "nr_isolated_anon",
          "nr_isolated_file",
          "nr_zspages");

  static final String VMSTAT_ROOM = "mem.vmstat.";
  static final String SLAB_ROOM = "mem.slabinfo.";
  static final String CGROUP_STAT = "cgroup.memory.stat.";
  static final String CGROUP_CURRENT = "cgroup.memory.current";
  static final String UPTIME = "kernel.all.uptime";
  static final String RELEASE = "kernel.uname.release";
  private static final String PROC = "proc.";
  private static final String HOT = "hotproc.";

  private static final Set<String> OTHERS =
      Set.of(
          UPTIME,
          RELEASE,
          CGROUP_CURRENT,
          "vfs.dentry.count",
          "vfs.dentry.free",
          "vfs.inodes.count",
          "vfs.inodes.free",
          "vfs.files.count",
          "vfs.files.free",
          "vfs.files.max",
          "mem.slabinfo.objects.active",
          "mem.slabinfo.objects.total",
          "mem.slabinfo.slabs.total_size");

  private PcpNames() {}

  static boolean isWanted(String name) {
    return MEMINFO.containsKey(name)
        || OTHERS.contains(name)
        || process(name) != null
        || vmstat(name) != null
        || name.startsWith(CGROUP_STAT);
  }

  /** Name in /proc/meminfo; null if it is not from there. */
  static String meminfo(String name) {
    return MEMINFO.get(name);
  }

  /** Name in /proc/vmstat; null if it is not from there. */
  static String vmstat(String name) {
    String last = name.startsWith(VMSTAT_ROOM) ? name.substring(VMSTAT_ROOM.length()) : "";
    return VMSTAT.contains(last) ? last : null;
  }

  /** What it tells of a process; null if it is of none. */
  static String process(String name) {
    String rest =
        name.startsWith(PROC)
            ? name.substring(PROC.length())
            : name.startsWith(HOT) ? name.substring(HOT.length()) : "";
    return PROCESS.get(rest);
  }

  /** Whether only processes that somebody chose are in it. */
  static boolean isOfSome(String name) {
    return name.startsWith(HOT);
  }
}
