package io.memledger.corpus.healthy;

import static io.memledger.corpus.machine.Scenario.benign;

import io.memledger.corpus.leaks.ContainerLeaks;
import io.memledger.corpus.machine.Group;
import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Noise;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Rise;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.Signal;
import io.memledger.corpus.machine.Signals;
import io.memledger.corpus.machine.Slab;
import io.memledger.corpus.machine.Truth;
import io.memledger.corpus.machine.World;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.List;

/** What happens to hosts, containers and captures without any leak. */
public final class HealthyHosts {
  private HealthyHosts() {}

  public static List<Scenario> all() {
    Needs long2 = Needs.any().span(1800, 2 * Signals.DAY);
    Needs v2 =
        Needs.any().cgroups(Needs.Cgroups.V2).since(515).memory(4 * World.GIB, 64 * World.GIB);
    return List.of(
        benign("cgroup-file-cache", v2, HealthyHosts::cgroupCache),
        benign("reboot", long2, HealthyHosts::reboot),
        benign("gap", Needs.any().span(3600, 2 * Signals.DAY).gap(), HealthyHosts::gap),
        benign("clock-jump", long2, HealthyHosts::clockJump),
        benign("pressure-no-leak", Needs.any().span(300, Signals.DAY), HealthyHosts::pressure),
        benign("container-at-limit", v2, HealthyHosts::atLimit),
        benign("load-follows-connections", long2.root(), HealthyHosts::connections),
        benign("thread-pool-fills", long2, HealthyHosts::threadPool),
        benign("tmpfs-cleaned", long2, HealthyHosts::tmpfs),
        benign("driver-rings-step", Needs.any(), HealthyHosts::rings),
        benign(
            "slab-warm-up",
            Needs.any().root().span(1800, 2 * Signals.DAY),
            HealthyHosts::slabWarmUp),
        benign(
            "slab-given-back",
            Needs.any().root().span(2 * Signals.HOUR, 2 * Signals.DAY),
            HealthyHosts::slabGivenBack));
  }

  /** Reads more than its limit allows: file pages fill the cgroup, and go when others come. */
  private static void cgroupCache(World w) {
    String path = ContainerLeaks.v2Path(w);
    Group group = ContainerLeaks.container(w, path);
    Proc proc = w.proc("rsync", group);
    proc.anon = Signal.constant(group.limit * w.dice.uniform(0.05, 0.3));
    double full = w.span() * w.dice.uniform(0.2, 1.5);
    group.file = Signals.linear(group.limit / full * Signals.HOUR).plus(4 * World.MIB);
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.CGROUP, path);
    w.truth.movers.add(mover.on(Category.PAGE_CACHE).shaped("linear", "saturating"));
  }

  /** Full to its limit from start to end, and working: file pages come and go. */
  private static void atLimit(World w) {
    String path = ContainerLeaks.v2Path(w);
    Group group = ContainerLeaks.container(w, path);
    Proc proc = w.proc("mysqld", group);
    double anon = group.limit * w.dice.uniform(0.3, 0.7);
    proc.anon = Signal.constant(anon).plus(Noise.drifting(w.dice, group.limit * 0.01, 200));
    group.file = Signal.constant(group.limit);
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.CGROUP, path).by(proc);
    mover.on(Category.ANONYMOUS, Category.PAGE_CACHE).shaped("flat", "noisy");
    w.truth.movers.add(mover);
  }

  /** Clients come and go, and with them descriptors, sockets and their kernel objects. */
  private static void connections(World w) {
    Proc proc = w.service("proxyd");
    proc.anon = Signal.constant(w.dice.logUniform(0.005, 0.03) * w.memory);
    double most = w.dice.logUniform(500, 20_000);
    Signal clients =
        Signals.cycle(w.span() / w.dice.uniform(2.5, 8), w.dice.uniform(0, 1))
            .times(most)
            .plus(Noise.drifting(w.dice, most * 0.03, w.span() / 200))
            .atLeast(0);
    proc.sockets = proc.sockets.plus(clients);
    for (String cache : new String[] {"filp", "TCP", "sock_inode_cache", "dentry"}) {
      w.grow(cache, clients);
    }
    Truth.Mover mover = new Truth.Mover().by(proc).on(Category.SLAB_UNRECLAIMABLE);
    w.truth.movers.add(mover.shaped("cyclic", "noisy", "flat"));
  }

  private static void threadPool(World w) {
    Proc proc = w.service("tomcat");
    proc.anon = Signal.constant(w.dice.logUniform(0.01, 0.05) * w.memory);
    double most = w.dice.logUniform(100, 1000);
    double full = w.span() * w.dice.uniform(0.1, 0.5);
    Signal pool = Signals.linear(most / full * Signals.HOUR).atMost(most);
    proc.threads = proc.threads.plus(pool);
    for (String cache : new String[] {"task_struct", "pid"}) {
      w.grow(cache, pool);
    }
    Truth.Mover mover = new Truth.Mover().by(proc).on(Category.KERNEL_STACK);
    w.truth.movers.add(mover.shaped("saturating", "step"));
  }

  /** Uploads gather in a tmpfs, and a job deletes them. */
  private static void tmpfs(World w) {
    double height = Rise.ofProcess(w, 0);
    double every = w.span() / w.dice.uniform(4, 30);
    Signal used = Noise.teeth(w.dice, height, every).plus(4 * World.MIB);
    w.mounts.add(new World.Mount("/var/spool/upload", w.memory / 2, used));
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.TMPFS_MOUNT, "/var/spool/upload");
    w.truth.movers.add(mover.on(Category.SHMEM).shaped("cyclic", "noisy", "flat"));
  }

  /** An interface comes up with larger rings: pages in no counter, once. */
  private static void rings(World w) {
    double size = Rise.ofResidual(w);
    w.hidden = w.hidden.plus(Signals.step(w.span() * w.dice.uniform(0.15, 0.8), size));
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.HOST, null).on(Category.UNACCOUNTED);
    w.truth.movers.add(mover.shaped("step"));
  }

  private static void slabWarmUp(World w) {
    Slab slab = w.slab(w.dice.pick("nf_conntrack", "vm_area_struct", "kernfs_node_cache"));
    double rise = Rise.ofSlab(w, slab.objects.at(0) * slab.bytesEach());
    Signal warm = Signals.saturating(rise, w.span() * w.dice.uniform(0.06, 0.2));
    w.grow(slab.name, warm.times(1 / slab.bytesEach()));
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.SLAB_CACHE, slab.name);
    w.truth.movers.add(mover.on(Category.SLAB_UNRECLAIMABLE).shaped("saturating"));
  }

  /** All processes are new, all caches cold, and the clock of the boot begins again. */
  private static void reboot(World w) {
    double when = w.span() * w.dice.uniform(0.25, 0.75);
    w.reboot = when;
    for (Proc old : new ArrayList<>(w.procs)) {
      old.died = Math.min(old.died, when);
      Proc fresh =
          old.pid == 1 ? new Proc(1, old.name, old.group) : new Proc(w.pid(), old.name, old.group);
      w.procs.add(fresh);
      Signal warm = Signals.saturating(1, w.span() * w.dice.uniform(0.005, 0.03)).from(when);
      Signal level = old.anon;
      fresh.anon = t -> level.at(t) * (0.4 + 0.6 * warm.at(t));
      fresh.libraries = old.libraries;
      fresh.threads = old.threads;
      fresh.files = old.files;
      fresh.sockets = old.sockets;
      fresh.forked = old.forked;
      fresh.ownsForked = old.ownsForked;
      fresh.sharers = old.sharers;
      fresh.life(when + w.dice.uniform(0, 4), Double.POSITIVE_INFINITY);
    }
    Signal before = w.cache;
    Signal filling = Signals.saturating(1, w.span() / 20).from(when);
    w.cache = t -> before.at(t) * (t < when ? 1 : 0.1 + 0.9 * filling.at(t));
  }

  /** Nobody looked for a while, and something was deployed meanwhile. */
  private static void gap(World w) {
    double[] times = w.schedule.times();
    double after = w.span();
    double widest = 0;
    for (int i = 1; i < times.length; i++) {
      if (times[i] - times[i - 1] > widest) {
        widest = times[i] - times[i - 1];
        after = times[i];
      }
    }
    Proc proc = w.service("backend");
    double own = w.dice.logUniform(0.01, 0.05) * w.memory;
    double rise = Rise.ofProcess(w, own) * w.dice.uniform(0, 1);
    proc.anon =
        Signal.constant(own)
            .plus(Signals.step(after - widest / 2, rise))
            .plus(Noise.drifting(w.dice, rise * 0.02, 60));
  }

  private static void clockJump(World w) {
    double when = w.span() * w.dice.uniform(0.2, 0.8);
    w.clock = Signals.step(when, w.dice.pick(-3600.0, -90.0, 600.0, 3600.0, 7200.0));
  }

  /** Too much work for its memory, steadily: reclaim, refaults, stalls. */
  private static void pressure(World w) {
    double size = w.memory * w.dice.uniform(0.9, 0.94) - w.settled();
    Proc proc = w.service("clickhouse");
    proc.anon =
        Signal.constant(size)
            .plus(Noise.drifting(w.dice, w.memory * 0.008, w.dice.logUniform(10, 120)));
    w.cache = Signal.constant(w.memory);
    w.io = w.io.plus(80 * World.MIB);
    w.truth.pressureAllowed = true;
  }

  /** A scan fills the name caches; later memory is wanted, and they shrink. */
  private static void slabGivenBack(World w) {
    double s = w.span();
    double full = s * w.dice.uniform(0.3, 0.5);
    double wanted = s * w.dice.uniform(0.6, 0.7);
    double gone = wanted + s * 0.1;
    Slab slab = w.slab(w.dice.pick("dentry", "ext4_inode_cache"));
    double rise = Rise.ofSlab(w, slab.objects.at(0) * slab.bytesEach());
    Signal scan = Signals.ramp(s * 0.05, full, wanted, gone).times(rise);
    w.grow(slab.name, scan.times(1 / slab.bytesEach()));
    w.cache = w.cache.plus(Signals.ramp(wanted, gone, 2 * s, 3 * s).times(w.memory));
    w.io = w.io.plus(10 * World.MIB);
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.SLAB_CACHE, slab.name);
    mover.on(Category.SLAB_RECLAIMABLE).shaped("noisy", "flat", "cyclic", "step");
    w.truth.movers.add(mover);
  }
}
