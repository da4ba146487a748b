package io.memledger.corpus.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lets a drawn machine live: at each moment all memory is somewhere, and reclaim makes room. */
public final class Machine {
  /** Pages. */
  private static final long FEWEST_FREE = 64;

  public final World world;
  public final Zones zones;
  public final Books books = new Books();

  /** Short-lived processes alive now. */
  public final List<Proc> transients = new ArrayList<>();

  private final Dice dice;
  private final double untouched;
  private final double up;
  private double last;
  private long coldFile;
  private int steps;
  private int tightSteps;

  public Machine(World world) {
    this.world = world;
    this.dice = world.dice.split();
    this.zones = new Zones(world.memory, world.kernel);
    this.untouched = dice.uniform(0.01, 0.05);
    this.up = world.schedule.uptime();
    books.perCpu = new long[world.cpus];
    books.swapTotal = (long) (world.swap / World.PAGE);
    countFrom(up);
    for (Proc proc : world.procs) {
      proc.startTicks = startTicks(proc);
    }
  }

  private long startTicks(Proc proc) {
    if (proc.born != Double.NEGATIVE_INFINITY) {
      return Math.round(up(world, proc.born) * 100);
    }
    double age = proc.pid == 1 ? up - 5 : Math.max(1800, up * dice.uniform(0.3, 0.99));
    return Math.round((up - Math.min(age, up - 5)) * 100);
  }

  /** Seconds since the boot that is current at a time of the capture. */
  public static double up(World world, double t) {
    return t < world.reboot ? world.schedule.uptime() + t : t - world.reboot + 8;
  }

  /** What a machine has counted after so many seconds. */
  private void countFrom(double up) {
    books.forks = (long) (up * 2);
    books.switches = (long) (up * 3_000);
    books.interrupts = (long) (up * 2_000);
    books.faults = (long) (up * 900);
    books.readKib = (long) (up * 300);
    books.writtenKib = (long) (up * 500);
    books.idleTicks = (long) (up * 70 * world.cpus);
    books.busyTicks = (long) (up * 25 * world.cpus);
    books.stalled[4] = (long) (up * 9_000);
  }

  public void step(double t) {
    double dt = Math.max(0.1, t - last);
    if (last < world.reboot && t >= world.reboot) {
      books.scanned = 0;
      books.stolen = 0;
      books.slabsScanned = 0;
      books.refaults = 0;
      books.stalls = 0;
      books.swappedIn = 0;
      books.swappedOut = 0;
      books.majorFaults = 0;
      Arrays.fill(books.stalled, 0);
      countFrom(up(world, t));
    }
    final double load = world.load.at(t);
    for (Group group : world.groups) {
      group.tick(t);
    }
    processes(t, load);
    kernel(t);
    for (Group group : world.groups) {
      group.reclaim();
    }
    books.total = (long) (world.memory / World.PAGE) - Proc.pages(world.balloon.at(t));
    fileCache(t, dt);
    events(t, dt, load);
    last = t;
  }

  private void processes(double t, double load) {
    books.anon = 0;
    books.tables = 0;
    books.threads = 120 + 12L * world.cpus;
    books.files = 700;
    books.sockets = 40;
    books.mapped = 20_000;
    long memfds = 0;
    for (Proc proc : world.procs) {
      if (!proc.lives(t)) {
        continue;
      }
      proc.tick(t);
      books.anon += proc.resident() + (proc.ownsForked ? proc.forkedPages() : 0);
      books.tables += proc.tablePages;
      books.threads += proc.threadCount;
      books.files += proc.fdCount;
      books.sockets += proc.socketCount;
      memfds += proc.shmemPages;
      if (proc.group != null) {
        proc.group.charge(proc);
      }
    }
    transients(t);
    long shared = memfds + 300;
    for (World.Mount mount : world.mounts) {
      shared += Proc.pages(mount.used().at(t));
    }
    for (World.Segment segment : world.segments) {
      shared += Proc.pages(segment.rss().at(t));
    }
    books.shmem = shared;
    books.hugeAnon = books.anon / 5 / 512 * 512;
    books.forks += (long) (load * 3) + transients.size();
  }

  private void transients(double t) {
    transients.clear();
    double wanted = world.transients.at(t) * dice.uniform(0.3, 1.4);
    String[] names = {"sh", "ps", "awk", "sleep", "curl", "run-parts", "logrotate", "grep"};
    for (int i = 0; i < wanted; i++) {
      Proc one = new Proc(world.pid(), dice.pick(names), null);
      one.anon = Signal.constant(dice.logUniform(0.2 * World.MIB, 4 * World.MIB));
      one.libraries = 3 * World.MIB;
      one.startTicks = Math.round(up(world, t) * 100) - dice.between(1, 90);
      one.tick(t);
      books.anon += one.resident();
      books.tables += one.tablePages;
      books.threads++;
      transients.add(one);
    }
  }

  private void kernel(double t) {
    books.slabReclaimable = 0;
    books.slabUnreclaimable = Proc.pages(world.largeKmalloc.at(t));
    for (Slab slab : world.slabs) {
      slab.tick(t);
      if (slab.reclaimable) {
        books.slabReclaimable += slab.pages();
      } else {
        books.slabUnreclaimable += slab.pages();
      }
    }
    books.stacks = 4 * books.threads;
    books.vmalloc = 0;
    for (World.Area area : world.areas) {
      books.vmalloc += Proc.pages(area.bytes().at(t));
    }
    books.percpu = Proc.pages(world.percpu.at(t));
    books.hugetlb = Proc.pages(world.hugetlb.at(t));
    books.tcp = Proc.pages(world.tcp.at(t));
    books.hidden = Proc.pages(world.hidden.at(t)) + books.tcp;
    if (world.arc != null) {
      books.hidden += Proc.pages(world.arc.at(t));
    }
    for (int i = 0; i < books.perCpu.length; i++) {
      books.perCpu[i] = dice.between(0, 420);
    }
  }

  /** The page cache takes what is left; where that is too little, caches and swap give way. */
  private void fileCache(double t, double dt) {
    long groups = 0;
    for (Group group : world.groups) {
      groups += group.filePages;
    }
    long wanted = Proc.pages(world.cache.at(t)) + groups;
    long kept = zones.highSum() * 2 + books.total / 400;
    books.file = 0;
    long room = books.total - books.taken() - books.perCpuSum() - kept;
    long least = (long) (books.total * untouched) + groups / 4;
    long inflow = (long) (world.io.at(t) * dt / World.PAGE);
    if (room < least) {
      room += shrinkSlabs(0.5);
      room += swapOut(least - room, dt);
    } else if (books.swapUsed > 0 && room > 3 * least) {
      books.swappedIn += (long) (dt * dice.uniform(0, 0.4));
    }
    if (wanted > room) {
      long before = coldFile;
      long taken = Math.max(0, before - room) + inflow;
      books.scanned += taken + taken / 6;
      books.stolen += taken;
      books.slabsScanned += taken / 3;
      room += shrinkSlabs(Math.min(0.5, taken / (1.0 + before)));
      books.refaults += taken / 40;
    }
    books.file = Math.max(200, Math.min(wanted, room));
    coldFile = books.file;
    steps++;
    if (room < least) {
      tightSteps++;
      tight(Math.min(1, (least - room) / (double) least), dt);
    }
    books.buffers = books.file / 12;
    books.free = books.total - books.taken() - books.perCpuSum();
    if (books.free < FEWEST_FREE) {
      books.file = Math.max(0, books.file - FEWEST_FREE + books.free);
      books.free = books.total - books.taken() - books.perCpuSum();
    }
    books.readKib += inflow * 3;
    books.writtenKib += inflow;
  }

  /** Reclaim puts the same pressure on the caches that can give something back. */
  private long shrinkSlabs(double share) {
    long taken = 0;
    for (Slab slab : world.slabs) {
      taken += slab.shrinks ? slab.shrink(share) : 0;
    }
    books.slabReclaimable -= taken;
    return taken;
  }

  private long swapOut(long pages, double dt) {
    long possible = Math.min(Math.max(0, pages), books.swapTotal - books.swapUsed);
    if (possible <= 0) {
      return 0;
    }
    long all = Math.max(1, books.anon);
    long taken = 0;
    for (Proc proc : world.procs) {
      if (proc.lives(last) && proc.resident() > 0) {
        long part = Math.min(proc.resident() / 2, possible * proc.resident() / all);
        proc.swapped += part;
        taken += part;
        if (proc.group != null) {
          proc.group.anonPages -= part;
          proc.group.swapPages += part;
        }
      }
    }
    books.anon -= taken;
    books.swappedOut += taken;
    books.scanned += 3 * taken;
    books.stolen += taken;
    return taken;
  }

  /** Whether there was too little memory for a good part of the time. */
  public boolean wasTight() {
    return tightSteps > 0.05 * steps;
  }

  /** Bytes before the host is in trouble, as METHOD 3.10 has it; swap is counted where asked. */
  public double headroom(boolean withSwap) {
    double reserve = Math.max(2.0 * zones.lowSum(), 0.02 * books.total);
    double left = books.available(zones) - reserve;
    return World.PAGE * (left + (withSwap ? books.swapTotal - books.swapUsed : 0));
  }

  private void tight(double how, double dt) {
    books.stalled[0] += (long) (dt * 1e6 * 0.2 * how);
    books.stalled[1] += (long) (dt * 1e6 * 0.1 * how);
    books.stalls += (long) (dt * 10 * how);
    books.majorFaults += (long) (dt * 80 * how);
  }

  private void events(double t, double dt, double load) {
    long used = 0;
    for (Proc proc : world.procs) {
      used += proc.lives(t) ? proc.swapped : 0;
    }
    books.swapUsed = Math.min(books.swapTotal, used);
    books.oomKills = (long) world.kills.at(t);
    books.switches += (long) (dt * (200 + 9_000 * load * world.cpus * dice.uniform(0.9, 1.1)));
    books.interrupts += (long) (dt * (150 + 5_000 * load * world.cpus * dice.uniform(0.9, 1.1)));
    books.faults += (long) (dt * (100 + 3_000 * load));
    long ticks = (long) (dt * 100 * world.cpus);
    books.busyTicks += (long) (ticks * load);
    books.waitTicks += ticks / 100;
    books.idleTicks += ticks - (long) (ticks * load) - ticks / 100;
    books.stalled[2] += (long) (dt * 3_000 * dice.uniform(0, 2));
    books.stalled[3] += (long) (dt * 1_500 * dice.uniform(0, 1));
    books.stalled[4] += (long) (dt * 1e6 * load * load * 0.05);
  }
}
