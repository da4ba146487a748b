package io.memledger.corpus.machine;

import java.util.ArrayList;
import java.util.List;

/** A drawn machine, before anything happens to it: who lives on it, and when it is looked at. */
public final class World {
  public static final double PAGE = 4096;
  public static final double MIB = 1 << 20;
  public static final double GIB = 1L << 30;

  public final Dice dice;
  public final Kernel kernel;
  public final double memory;
  public final double swap;
  public final int cpus;
  public final boolean root;
  public final Needs.Cgroups cgroups;
  public final Schedule schedule;
  public final Truth truth = new Truth();
  public final String host;
  public final String bootId;

  /** How busy the machine is, 0 to 1. */
  public Signal load;

  public final List<Proc> procs = new ArrayList<>();
  public final List<Group> groups = new ArrayList<>();
  public final List<Slab> slabs = new ArrayList<>();
  public final List<Area> areas = new ArrayList<>();
  public final List<Mount> mounts = new ArrayList<>();
  public final List<Segment> segments = new ArrayList<>();

  /** Bytes on lines that have no holders in a file. */
  public Signal percpu;

  public Signal hidden;
  public Signal tcp;
  public Signal hugetlb = Signal.NOTHING;
  public Signal largeKmalloc;
  public Signal balloon = Signal.NOTHING;
  public Signal arc;
  public Signal memoryCgroups;

  /**
   * Bytes that the page cache would hold if there were room, and bytes read and written a second.
   */
  public Signal cache;

  public Signal io;

  /** Short-lived processes alive at any time. */
  public Signal transients;

  /** Seconds by which the wall clock is set forward, by time. */
  public Signal clock = Signal.NOTHING;

  /** Time of a reboot; after it all processes are new. */
  public double reboot = Double.POSITIVE_INFINITY;

  /** OOM kills since boot, of the host and of all cgroups. */
  public Signal kills = Signal.NOTHING;

  /** What of the machine the collector can see. */
  public View view = View.WHOLE;

  private int nextPid;

  /** Who looks at the machine, and how. */
  public enum View {
    WHOLE,

    /** From inside a container: the host's figures, but its own processes and cgroup only. */
    CONTAINER,

    /** Nothing but meminfo and the uptime, as other tools have kept them. */
    MEMINFO,

    /** An old kernel's meminfo and the uptime, as other tools have kept them. */
    OLD_MEMINFO
  }

  /** Pages of vmalloc by caller. */
  public record Area(String caller, Signal bytes) {}

  /** A memory-backed file system. */
  public record Mount(String point, double size, Signal used) {}

  /** A System V segment. */
  public record Segment(int key, int id, Proc creator, int attached, Signal rss) {}

  World(
      Dice dice,
      Kernel kernel,
      double memory,
      double swap,
      int cpus,
      boolean root,
      Needs.Cgroups cgroups,
      Schedule schedule) {
    this.dice = dice;
    this.kernel = kernel;
    this.memory = memory;
    this.swap = swap;
    this.cpus = cpus;
    this.root = root;
    this.cgroups = cgroups;
    this.schedule = schedule;
    this.nextPid = dice.between(300, 4000);
    this.host = dice.pick("app", "db", "web", "edge", "node") + "-" + dice.between(10, 99);
    this.bootId =
        String.format("%08x-1111-4222-8333-%012x", dice.between(1, 1 << 30), dice.between(1, 999));
  }

  public double span() {
    return schedule.span();
  }

  public double hours() {
    return span() / Signals.HOUR;
  }

  public int pid() {
    nextPid += dice.between(1, 40);
    return nextPid;
  }

  public Proc proc(String name, Group group) {
    Proc proc = new Proc(pid(), name, group);
    procs.add(proc);
    return proc;
  }

  public Group group(String path) {
    for (Group group : groups) {
      if (group.path.equals(path)) {
        return group;
      }
    }
    Group group = new Group(path);
    group.file = Signal.constant(Math.min(8 * MIB, memory / 500));
    groups.add(group);
    return group;
  }

  /** Some archives hold no more than what a monitoring tool has kept. */
  public void perhapsMeminfoOnly() {
    view = dice.chance(0.4) && span() >= 2 * Signals.DAY ? View.MEMINFO : View.WHOLE;
  }

  public boolean sees(Proc proc) {
    return view == View.WHOLE || proc.inside;
  }

  /** A process under a unit of its own, of a size that services have, still without memory. */
  public Proc service(String name) {
    Proc proc = proc(name, group("/system.slice/" + name + ".service"));
    proc.libraries = dice.logUniform(4 * MIB, Math.min(40 * MIB, memory / 60));
    int threads = dice.between(1, 40);
    proc.threads = Signal.constant(threads);
    proc.files = Signal.constant(dice.between(8, 90));
    proc.sockets = Signal.constant(dice.between(1, 60));
    proc.reserved = Signal.constant(dice.logUniform(50 * MIB, 4 * GIB));
    return proc;
  }

  /** Bytes of all but the page cache at the start, so far. */
  public double settled() {
    double sum = percpu.at(0) + hidden.at(0) + tcp.at(0) + largeKmalloc.at(0);
    for (Proc proc : procs) {
      sum += proc.anon.at(0) + (proc.ownsForked ? proc.forked : 0);
    }
    for (Slab slab : slabs) {
      sum += slab.objects.at(0) * slab.bytesEach();
    }
    for (Mount mount : mounts) {
      sum += mount.used().at(0);
    }
    return sum;
  }

  public Slab slab(String name) {
    return slabs.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
  }

  /** Adds objects to a cache that is there. */
  public Slab grow(String name, Signal objects) {
    Slab slab = slab(name);
    slab.objects = slab.objects.plus(objects);
    return slab;
  }
}
