package io.memledger.corpus;

import java.util.ArrayList;
import java.util.List;

/** A drawn machine, before anything happens to it: who lives on it, and when it is looked at. */
final class World {
  static final double PAGE = 4096;
  static final double MIB = 1 << 20;
  static final double GIB = 1L << 30;

  final Dice dice;
  final Kernel kernel;
  final double memory;
  final double swap;
  final int cpus;
  final boolean root;
  final Needs.Cgroups cgroups;
  final Schedule schedule;
  final Truth truth = new Truth();
  final String host;
  final String bootId;

  /** How busy the machine is, 0 to 1. */
  Signal load;

  final List<Proc> procs = new ArrayList<>();
  final List<Group> groups = new ArrayList<>();
  final List<Slab> slabs = new ArrayList<>();
  final List<Area> areas = new ArrayList<>();
  final List<Mount> mounts = new ArrayList<>();
  final List<Segment> segments = new ArrayList<>();

  /** Bytes on lines that have no holders in a file. */
  Signal percpu;

  Signal hidden;
  Signal tcp;
  Signal hugetlb = Signal.NOTHING;
  Signal largeKmalloc;
  Signal balloon = Signal.NOTHING;
  Signal arc;
  Signal memoryCgroups;

  /**
   * Bytes that the page cache would hold if there were room, and bytes read and written a second.
   */
  Signal cache;

  Signal io;

  /** Short-lived processes alive at any time. */
  Signal transients;

  /** Seconds by which the wall clock is set forward, by time. */
  Signal clock = Signal.NOTHING;

  /** Time of a reboot; after it all processes are new. */
  double reboot = Double.POSITIVE_INFINITY;

  private int nextPid;

  /** Pages of vmalloc by caller. */
  record Area(String caller, Signal bytes) {}

  /** A memory-backed file system. */
  record Mount(String point, double size, Signal used) {}

  /** A System V segment. */
  record Segment(int key, int id, Proc creator, int attached, Signal rss) {}

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

  double span() {
    return schedule.span();
  }

  double hours() {
    return span() / Signals.HOUR;
  }

  int pid() {
    nextPid += dice.between(1, 40);
    return nextPid;
  }

  Proc proc(String name, Group group) {
    Proc proc = new Proc(pid(), name, group);
    procs.add(proc);
    return proc;
  }

  Group group(String path) {
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

  /** A process under a unit of its own, of a size that services have, still without memory. */
  Proc service(String name) {
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
  double settled() {
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

  Slab slab(String name) {
    return slabs.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
  }

  /** Adds objects to a cache that is there. */
  Slab grow(String name, Signal objects) {
    Slab slab = slab(name);
    slab.objects = slab.objects.plus(objects);
    return slab;
  }
}
