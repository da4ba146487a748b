package io.memledger.collector.plan;

import static io.memledger.collector.plan.Target.Kind.CGROUP_V1;
import static io.memledger.collector.plan.Target.Kind.CGROUP_V2;
import static io.memledger.collector.plan.Target.Kind.DERIVED;
import static io.memledger.collector.plan.Target.Kind.FILE;
import static io.memledger.collector.plan.Target.Kind.FOLDER;
import static io.memledger.collector.plan.Target.Kind.PROCESS;
import static io.memledger.collector.plan.Target.Kind.PROCESS_STATS;

import io.memledger.collector.common.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * THE list of what is captured.
 *
 * <p>Never on it: proc/pagetypeinfo, memory.kmem.slabinfo and a slab's alloc_traces (they hold
 * kernel locks for long, the last with interrupts off for each object of the cache),
 * sys/vm/stat_refresh (reading it acts), and page_owner itself (some hundred bytes a page of RAM).
 *
 * <p>The order is the order in the archive: deflate finds repetitions within 32 KiB only, so what
 * resembles each other stands together.
 */
public final class Targets {
  private static final int SMALL = 1 << 16;
  private static final int LARGE = 4 << 20;
  private static final String DEBUG = "sys/kernel/debug/";

  /** The one file that is not taken as it is. */
  public static final String KMEMLEAK = DEBUG + "kmemleak";

  private static final String CONNTRACK = "proc/sys/net/netfilter/nf_conntrack_count";

  /**
   * Pairs of targets of which the second goes on with what the first has found in the same
   * snapshot, and so has to stand behind it. No other order on the list means anything but size.
   */
  static final String[][] ORDER = {
    // The processes that there are.
    {"proc/pids/stat", "derived/fds"},
    {"proc/pids/stat", "derived/bpf"},
    {"proc/pids/stat", "proc/<pid>/smaps_rollup"},
    {"proc/pids/stat", "proc/<pid>/status"},
    // Who opened many descriptors.
    {"derived/fds", "derived/fdtypes/<pid>"},
    {"derived/fds", "proc/<pid>/status"},
    // Which file systems are in memory.
    {"derived/mounts", "derived/bpf"},
    // One search finds both.
    {"derived/bpf", "derived/held"},
    // What the first leaves of the reading time of both.
    {"proc/<pid>/smaps_rollup", "proc/<pid>/smaps"},
  };

  private Targets() {}

  /**
   * The list without some of its lines.
   *
   * @param cmdline whether command lines are wanted, too
   * @param without paths as the list has them; a folder's stands for all below it
   * @throws Failure of usage if one of them stands for nothing
   */
  public static List<Target> list(boolean cmdline, List<String> without) throws Failure {
    List<Target> kept = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>(without);
    for (Target target : list(cmdline)) {
      boolean wanted = true;
      for (String path : without) {
        if (target.path.equals(path) || target.path.startsWith(path + '/')) {
          wanted = false;
          unknown.remove(path);
        }
      }
      if (wanted) {
        add(kept, target.kind, target.path, target.rate, target.cost, target.cap, target.lacking);
      }
    }
    if (!unknown.isEmpty()) {
      throw Failure.usage(
          "--without " + unknown.iterator().next() + " stands for nothing; --list has the names.");
    }
    return kept;
  }

  /**
   * @param cmdline whether command lines are wanted, too
   */
  public static List<Target> list(boolean cmdline) {
    List<Target> list = new ArrayList<>();
    system(list);
    processes(list, cmdline);
    cgroups(list);
    once(list);
    for (String[] pair : ORDER) {
      if (index(list, pair[0]) > index(list, pair[1])) {
        throw new IllegalStateException(pair[1] + " must stand behind " + pair[0]);
      }
    }
    return list;
  }

  private static int index(List<Target> list, String path) {
    for (Target target : list) {
      if (target.path.equals(path)) {
        return target.index;
      }
    }
    throw new IllegalStateException(path + " is not on the list");
  }

  private static void system(List<Target> list) {
    add(list, FILE, "proc/meminfo", Rate.EVERY, "0.03 ms", SMALL, "the memory balance");
    add(list, FILE, "proc/vmstat", Rate.EVERY, "0.05 ms", SMALL, "reclaim and swap activity");
    add(list, FILE, "proc/zoneinfo", Rate.EVERY, "0.1 ms", LARGE, "an exact free memory");
    add(list, FILE, "proc/stat", Rate.EVERY, "0.1 ms", LARGE, "CPU load and the boot time");
    add(list, FILE, "proc/uptime", Rate.EVERY, "0.01 ms", SMALL, "a clock that nobody sets");
    add(list, FILE, "proc/pressure/memory", Rate.EVERY, "0.01 ms", SMALL, null);
    add(list, FILE, "proc/pressure/io", Rate.EVERY, "0.01 ms", SMALL, null);
    add(list, FILE, "proc/pressure/cpu", Rate.EVERY, "0.01 ms", SMALL, null);
    add(list, FILE, "proc/buddyinfo", Rate.OFTEN, "0.03 ms", SMALL, "fragmentation");
    add(list, FILE, "proc/net/sockstat", Rate.OFTEN, "0.03 ms", SMALL, "socket memory");
    add(list, FILE, "proc/net/sockstat6", Rate.OFTEN, "0.02 ms", SMALL, null);
    add(list, FILE, "proc/sys/fs/file-nr", Rate.OFTEN, "0.01 ms", SMALL, "open files");
    add(list, FILE, "proc/sys/fs/dentry-state", Rate.OFTEN, "0.02 ms", SMALL, "dentries");
    add(list, FILE, "proc/sys/fs/inode-nr", Rate.OFTEN, "0.02 ms", SMALL, "inodes");
    add(list, FILE, CONNTRACK, Rate.OFTEN, "0.01 ms", SMALL, null);
    add(list, FILE, "proc/slabinfo", Rate.OFTEN, "4.5 ms", LARGE, "slab caches");
    add(list, FILE, "proc/vmallocinfo", Rate.SELDOM, "2.5 ms", LARGE, "vmalloc by caller");
    // Where a kernel has them; up to 90 KB packed a time, for no line of allocinfo has a key.
    add(list, FILE, "proc/allocinfo", Rate.RARE, "10 ms", LARGE, null);
    add(list, FILE, DEBUG + "page_owner_stacks/show_stacks", Rate.RARE, "10 ms", LARGE, null);
    // Summed by backtrace, whatever its size.
    add(list, FILE, KMEMLEAK, Rate.RARE, "1 to 100 ms", LARGE, null);
    add(list, FILE, "proc/sysvipc/shm", Rate.SELDOM, "0.02 ms", LARGE, "System V shared memory");
    add(list, FILE, "proc/sysvipc/msg", Rate.SELDOM, "0.02 ms", LARGE, "System V messages");
    add(list, FILE, "proc/cgroups", Rate.SELDOM, "0.02 ms", SMALL, null);
    add(list, FILE, "proc/swaps", Rate.SELDOM, "0.02 ms", SMALL, "swap by device");
    add(list, FOLDER, "sys/block/zram*/mm_stat", Rate.SELDOM, "0.02 ms", SMALL, null);
    add(list, FILE, "proc/spl/kstat/zfs/arcstats", Rate.SELDOM, "0.05 ms", SMALL, null);
  }

  private static void processes(List<Target> list, boolean cmdline) {
    add(list, PROCESS_STATS, "proc/pids/stat", Rate.PACED, "4 ms", LARGE, "all processes");
    add(list, DERIVED, "derived/fds", Rate.SELDOM, "2 ms", LARGE, "descriptors by process");
    add(list, DERIVED, "derived/fdtypes/<pid>", Rate.SELDOM, "0 to 2 ms", LARGE, null);
    add(list, DERIVED, "derived/mounts", Rate.SELDOM, "0.1 ms", LARGE, "tmpfs by mount");
    add(list, DERIVED, "derived/bpf", Rate.SELDOM, "0.5 ms", LARGE, null);
    add(list, DERIVED, "derived/held", Rate.SELDOM, "0.5 ms", LARGE, null);
    add(list, DERIVED, "derived/collector", Rate.SELDOM, "0.1 ms", SMALL, null);
    add(list, DERIVED, "derived/slabs", Rate.CHANGED, "5 ms once", LARGE, "merged slab caches");
    String walk = "60 ms per 2 GiB";
    add(
        list,
        PROCESS,
        "proc/<pid>/smaps_rollup",
        Rate.SELDOM,
        walk,
        SMALL,
        "PSS of those processes");
    add(list, PROCESS, "proc/<pid>/smaps", Rate.SELDOM, walk, LARGE, null);
    add(list, PROCESS, "proc/<pid>/status", Rate.SELDOM, "0.03 ms", SMALL, "RSS by kind");
    add(list, PROCESS, "proc/<pid>/cgroup", Rate.FIRST_SIGHT, "0.02 ms", SMALL, null);
    add(list, PROCESS, "proc/<pid>/limits", Rate.FIRST_SIGHT, "0.02 ms", SMALL, null);
    if (cmdline) {
      add(list, PROCESS, "proc/<pid>/cmdline", Rate.FIRST_SIGHT, "0.02 ms", SMALL, null);
    }
  }

  private static void cgroups(List<Target> list) {
    String cost = "0.02 ms each";
    for (String file :
        new String[] {
          "memory.current",
          "memory.stat",
          "memory.swap.current",
          "memory.events",
          "cgroup.stat",
          "memory.pressure"
        }) {
      add(list, CGROUP_V2, file, Rate.OFTEN, cost, SMALL, null);
    }
    for (String file : new String[] {"memory.max", "memory.high"}) {
      add(list, CGROUP_V2, file, Rate.CHANGED, cost, SMALL, null);
    }
    for (String file :
        new String[] {
          "memory.usage_in_bytes",
          "memory.stat",
          "memory.kmem.usage_in_bytes",
          "memory.kmem.tcp.usage_in_bytes",
          "memory.failcnt"
        }) {
      add(list, CGROUP_V1, file, Rate.OFTEN, cost, SMALL, null);
    }
    for (String file : new String[] {"memory.limit_in_bytes", "memory.oom_control"}) {
      add(list, CGROUP_V1, file, Rate.CHANGED, cost, SMALL, null);
    }
  }

  private static void once(List<Target> list) {
    String cost = "0.02 ms";
    add(list, FILE, "proc/version", Rate.ONCE, cost, SMALL, "the kernel version");
    add(list, FILE, "proc/cmdline", Rate.ONCE, cost, SMALL, "the boot options");
    add(list, FILE, "proc/mounts", Rate.ONCE, cost, LARGE, "mounts");
    add(list, FILE, "proc/modules", Rate.ONCE, cost, LARGE, null);
    add(list, FILE, "proc/sys/kernel/random/boot_id", Rate.ONCE, cost, SMALL, "the boot");
    add(list, FILE, "etc/os-release", Rate.ONCE, cost, SMALL, null);
    add(list, FOLDER, "proc/sys/vm/*", Rate.ONCE, "1 ms", SMALL, "the memory settings");
  }

  private static void add(
      List<Target> list,
      Target.Kind kind,
      String path,
      Rate rate,
      String cost,
      int cap,
      String lacking) {
    list.add(new Target(kind, path, rate, cost, cap, lacking, list.size()));
  }
}
