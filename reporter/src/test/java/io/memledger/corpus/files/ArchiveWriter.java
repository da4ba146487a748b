package io.memledger.corpus.files;

import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Schedule;
import io.memledger.corpus.machine.World;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets a world live through its schedule and writes what a collector would have seen of it, each
 * file at its rate (ARCHIVE-FORMAT 9).
 */
public final class ArchiveWriter {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Largest processes that are looked at closely. */
  private static final int CLOSE = 12;

  private static final int CLOSE_GROWERS = 4;

  private final World world;
  private final Machine machine;
  private final TarOut tar;
  private final Text out = new Text();
  private final String top;
  private final Set<Integer> seen = new HashSet<>();
  private long slabNames = -1;

  private ArchiveWriter(World world, TarOut tar) {
    this.world = world;
    this.machine = new Machine(world);
    this.tar = tar;
    this.top = "memledger-" + world.host + "/";
  }

  /** The machine as it is at the end. */
  public static Machine write(World world, Path file) {
    try (TarOut tar = new TarOut(file)) {
      ArchiveWriter writer = new ArchiveWriter(world, tar);
      writer.run();
      return writer.machine;
    }
  }

  private void run() {
    manifest();
    Schedule schedule = world.schedule;
    double[] times = schedule.times();
    int paced = schedule.every(5, 3);
    int often = schedule.every(12, 6);
    int seldom = schedule.every(30, 12);
    for (int i = 0; i < times.length; i++) {
      double t = times[i];
      boolean last = i == times.length - 1;
      machine.step(t);
      double wall = schedule.epoch() + t + world.clock.at(t);
      String at = top + STAMP.format(Instant.ofEpochMilli(Math.round(wall * 1000))) + "/";
      host(at, t);
      boolean booted = i > 0 && times[i - 1] < world.reboot && t >= world.reboot;
      if (i == 0 || booted) {
        once(at, booted ? world.bootId.replace("-1111-", "-2222-") : world.bootId);
      }
      if (onlyMeminfo()) {
        continue;
      }
      if (i % paced == 0 || last) {
        ProcessFiles.stats(machine, t, out.clear());
        put(at, "proc/pids/stat");
      }
      if (i % often == 0 || last) {
        often(at, t, i == 0 || last);
      }
      if (i % seldom == 0 || last) {
        seldom(at, t);
      }
    }
  }

  private boolean onlyMeminfo() {
    return world.view == World.View.MEMINFO || world.view == World.View.OLD_MEMINFO;
  }

  private void put(String at, String path) {
    tar.file(at + path, out.out);
  }

  private void host(String at, double t) {
    HostFiles.meminfo(machine, out.clear());
    if (world.view == World.View.OLD_MEMINFO) {
      OldMeminfo.cut(out);
    }
    put(at, "proc/meminfo");
    HostFiles.uptime(world, t, out.clear());
    put(at, "proc/uptime");
    if (onlyMeminfo()) {
      return;
    }
    HostFiles.vmstat(machine, out.clear());
    put(at, "proc/vmstat");
    HostFiles.zoneinfo(machine, out.clear());
    put(at, "proc/zoneinfo");
    HostFiles.stat(machine, t, out.clear());
    put(at, "proc/stat");
    if (world.kernel.since(504)) {
      HostFiles.pressure(machine.books, 0, out.clear());
      put(at, "proc/pressure/memory");
      HostFiles.pressure(machine.books, 2, out.clear());
      put(at, "proc/pressure/io");
      HostFiles.pressure(machine.books, 4, out.clear());
      put(at, "proc/pressure/cpu");
    }
  }

  private void often(String at, double t, boolean limits) {
    HostFiles.sockstat(machine.books, out.clear());
    put(at, "proc/net/sockstat");
    out.clear().put(machine.books.files).put("\t0\t").put(9_223_372).put("\n");
    put(at, "proc/sys/fs/file-nr");
    long dentries = world.slab("dentry").active;
    out.clear().put(dentries).put(" ").put(dentries * 3 / 4).put(" 45 0 ").put(dentries / 10);
    put(at, "proc/sys/fs/dentry-state");
    if (world.root) {
      KernelFiles.slabinfo(world, out.clear());
      put(at, "proc/slabinfo");
      if (slabNames != world.slabs.size()) {
        slabNames = world.slabs.size();
        KernelFiles.slabs(world, out.clear());
        put(at, "derived/slabs");
      }
    }
    if (world.cgroups != Needs.Cgroups.NONE) {
      CgroupFiles.write(machine, t, at, limits, tar, out);
    }
  }

  private void seldom(String at, double t) {
    ProcessFiles.fds(machine, t, out.clear());
    if (world.root) {
      put(at, "derived/fds");
      KernelFiles.vmallocinfo(machine, t, out.clear());
      put(at, "proc/vmallocinfo");
    }
    KernelFiles.mounts(world, t, out.clear());
    put(at, "derived/mounts");
    KernelFiles.shm(world, t, out.clear());
    put(at, "proc/sysvipc/shm");
    KernelFiles.cgroups(Math.round(world.memoryCgroups.at(t)), out.clear());
    put(at, "proc/cgroups");
    if (world.arc != null) {
      long size = Proc.pages(world.arc.at(t)) * 4096;
      out.clear().put("name type data\n").line("size 4", size).line("c 4", size);
      out.line("c_min 4", (long) (world.memory / 32)).line("c_max 4", (long) (world.memory / 2));
      put(at, "proc/spl/kstat/zfs/arcstats");
    }
    for (Proc proc : close(t)) {
      String folder = "proc/" + proc.pid + "/";
      ProcessFiles.status(proc, world.kernel, out.clear());
      put(at, folder + "status");
      if (world.root && world.kernel.since(418)) {
        ProcessFiles.rollup(proc, world.kernel, out.clear());
        put(at, folder + "smaps_rollup");
      }
      if (seen.add(proc.pid)) {
        onSight(proc, at + folder);
      }
    }
  }

  private void onSight(Proc proc, String folder) {
    if (world.cgroups != Needs.Cgroups.NONE && proc.group != null) {
      String line = world.cgroups == Needs.Cgroups.V1 ? "4:memory:" : "0::";
      tar.file(folder + "cgroup", line + proc.group.path + "\n");
    }
    if (proc.cmdline != null) {
      tar.file(folder + "cmdline", proc.cmdline);
    }
  }

  /** The largest processes and the fastest growing ones. */
  private List<Proc> close(double t) {
    List<Proc> alive = new ArrayList<>();
    for (Proc proc : world.procs) {
      if (proc.lives(t) && !proc.zombie(t) && world.sees(proc)) {
        alive.add(proc);
      }
    }
    alive.sort(Comparator.comparingLong((Proc p) -> -p.rss()).thenComparingInt(p -> p.pid));
    List<Proc> chosen = new ArrayList<>(alive.subList(0, Math.min(CLOSE, alive.size())));
    alive.sort(Comparator.comparingLong((Proc p) -> p.grown()).thenComparingInt(p -> p.pid));
    for (int i = alive.size() - 1; i >= Math.max(0, alive.size() - CLOSE_GROWERS); i--) {
      if (!chosen.contains(alive.get(i))) {
        chosen.add(alive.get(i));
      }
    }
    return chosen;
  }

  private void once(String at, String bootId) {
    tar.file(
        at + "proc/version",
        "Linux version " + world.kernel.release + " (build@example) (gcc) #1 SMP\n");
    tar.file(at + "proc/sys/kernel/random/boot_id", bootId + "\n");
    tar.file(at + "etc/os-release", "PRETTY_NAME=\"Example Linux\"\n");
    long minFree = 0;
    for (long min : machine.zones.min) {
      minFree += min * 4;
    }
    tar.file(at + "proc/sys/vm/min_free_kbytes", minFree + "\n");
  }

  private void manifest() {
    String unreadable =
        world.root
            ? ""
            : "{\"path\":\"proc/slabinfo\",\"error\":\"EACCES\"},"
                + "{\"path\":\"proc/vmallocinfo\",\"error\":\"EACCES\"}";
    tar.file(
        top + "manifest.json",
        "{\"format\":\"memledger-archive\",\"version\":1,\"host\":\""
            + world.host
            + "\",\"kernel\":\""
            + world.kernel.release
            + "\",\"machine\":\"x86_64\",\"page_size\":4096,\"clock_ticks\":100,\"boot_id\":\""
            + world.bootId
            + "\",\"interval_seconds\":"
            + world.schedule.interval()
            + ",\"unreadable\":["
            + unreadable
            + "],\"privileges\":\""
            + (world.root ? "root" : "CAP_SYS_PTRACE")
            + "\"}\n");
  }
}
