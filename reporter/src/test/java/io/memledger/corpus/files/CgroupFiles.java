package io.memledger.corpus.files;

import io.memledger.corpus.machine.Group;
import io.memledger.corpus.machine.Kernel;
import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.World;
import java.util.Map;
import java.util.TreeMap;

/** The memory files of cgroups: every leaf, and its parents with the sums. */
final class CgroupFiles {
  /** Sums in pages of a leaf or of all leaves below a parent. */
  private static final class Sum {
    long anon;
    long swap;
    long file;
    long shmem;
    long stacks;
    long tables;
    long slab;
    long reclaimable;
    long sock;
    long dying;
    double limit = Double.NaN;
    long oomKills;
    long maxEvents;

    void add(Group one, double t) {
      anon += one.anonPages;
      swap += one.swapPages;
      file += one.filePages;
      shmem += one.shmemPages;
      stacks += one.stackPages;
      tables += one.tablePages;
      slab += one.slabPages;
      reclaimable += one.reclaimablePages;
      sock += one.sockPages;
      dying += Math.round(one.dying.at(t));
    }

    /** Events of version 2 count in all cgroups above, those of version 1 in their own. */
    void count(Group one) {
      oomKills += one.oomKills;
      maxEvents += one.maxEvents;
    }

    long kernel() {
      return stacks + tables + slab + reclaimable;
    }

    long current() {
      return anon + file + shmem + kernel() + sock;
    }
  }

  private CgroupFiles() {}

  static void write(Machine machine, double t, String top, boolean limits, TarOut tar, Text out) {
    World world = machine.world;
    boolean v1 = world.cgroups == Needs.Cgroups.V1;
    Map<String, Sum> sums = new TreeMap<>();
    for (Group group : world.groups) {
      if (world.view == World.View.CONTAINER && !group.path.equals("/")) {
        continue;
      }
      for (int slash = group.path.indexOf('/', 1); slash > 0; ) {
        Sum above = sums.computeIfAbsent(group.path.substring(0, slash), p -> new Sum());
        above.add(group, t);
        if (!v1) {
          above.count(group);
        }
        slash = group.path.indexOf('/', slash + 1);
      }
      Sum leaf = sums.computeIfAbsent(group.path, p -> new Sum());
      leaf.add(group, t);
      leaf.limit = group.limit;
      leaf.count(group);
    }
    for (Map.Entry<String, Sum> one : sums.entrySet()) {
      String folder = top + "sys/fs/cgroup" + (v1 ? "/memory" : "") + one.getKey();
      folder = folder.endsWith("/") ? folder : folder + "/";
      if (v1) {
        v1(one.getValue(), folder, limits, tar, out);
      } else {
        v2(one.getValue(), world.kernel, folder, limits, tar, out);
      }
    }
  }

  private static void v2(
      Sum sum, Kernel kernel, String folder, boolean limits, TarOut tar, Text out) {
    tar.file(folder + "memory.current", out.clear().put(sum.current() * 4096).put("\n").out);
    out.clear().line("anon", sum.anon * 4096).line("file", (sum.file + sum.shmem) * 4096);
    if (kernel.since(601)) {
      out.line("kernel", sum.kernel() * 4096);
    }
    out.line("kernel_stack", sum.stacks * 4096).line("pagetables", sum.tables * 4096);
    out.line("percpu", 0).line("sock", sum.sock * 4096).line("shmem", sum.shmem * 4096);
    out.line("file_mapped", sum.file * 1024).line("file_dirty", 0).line("file_writeback", 0);
    out.line("inactive_anon", (sum.anon + sum.shmem) * 4096).line("active_anon", 0);
    out.line("inactive_file", sum.file * 2400).line("active_file", sum.file * 1696);
    out.line("unevictable", 0).line("slab_reclaimable", sum.reclaimable * 4096);
    out.line("slab_unreclaimable", sum.slab * 4096);
    out.line("slab", (sum.slab + sum.reclaimable) * 4096);
    tar.file(folder + "memory.stat", out.out);
    tar.file(folder + "memory.swap.current", out.clear().put(sum.swap * 4096).put("\n").out);
    out.clear().line("low", 0).line("high", 0).line("max", sum.maxEvents).line("oom", sum.oomKills);
    tar.file(folder + "memory.events", out.line("oom_kill", sum.oomKills).out);
    out.clear().line("nr_descendants", 0).line("nr_dying_descendants", sum.dying);
    tar.file(folder + "cgroup.stat", out.out);
    if (limits) {
      String max = Double.isNaN(sum.limit) ? "max\n" : (long) sum.limit + "\n";
      tar.file(folder + "memory.max", max);
      tar.file(folder + "memory.high", "max\n");
    }
  }

  private static void v1(Sum sum, String folder, boolean limits, TarOut tar, Text out) {
    // Fuzzy: the kernel charges in batches for each CPU.
    long usage = (sum.current() + 31) / 32 * 32;
    tar.file(folder + "memory.usage_in_bytes", out.clear().put(usage * 4096).put("\n").out);
    out.clear();
    for (String prefix : new String[] {"", "total_"}) {
      out.line(prefix + "cache", (sum.file + sum.shmem) * 4096);
      out.line(prefix + "rss", sum.anon * 4096).line(prefix + "rss_huge", 0);
      out.line(prefix + "shmem", sum.shmem * 4096).line(prefix + "mapped_file", sum.file * 1024);
      out.line(prefix + "swap", sum.swap * 4096);
      out.line(prefix + "inactive_anon", sum.shmem * 4096);
      out.line(prefix + "active_anon", sum.anon * 4096);
      out.line(prefix + "inactive_file", sum.file * 2400);
      out.line(prefix + "active_file", sum.file * 1696).line(prefix + "unevictable", 0);
    }
    tar.file(folder + "memory.stat", out.out);
    long kernel = (sum.kernel() + sum.sock) * 4096;
    tar.file(folder + "memory.kmem.usage_in_bytes", out.clear().put(kernel).put("\n").out);
    tar.file(folder + "memory.failcnt", out.clear().put(sum.maxEvents).put("\n").out);
    if (limits) {
      long limit = Double.isNaN(sum.limit) ? 9_223_372_036_854_771_712L : (long) sum.limit;
      tar.file(folder + "memory.limit_in_bytes", limit + "\n");
      out.clear().line("oom_kill_disable", 0).line("under_oom", 0).line("oom_kill", sum.oomKills);
      tar.file(folder + "memory.oom_control", out.out);
    }
  }
}
