package io.memledger.corpus.healthy;

import static io.memledger.corpus.machine.Scenario.benign;

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
import java.util.List;

/** Caches, pools and reservations that grow, and do not leak. */
public final class HealthyMemory {
  private HealthyMemory() {}

  public static List<Scenario> all() {
    return List.of(
        benign("page-cache-fill", Needs.any(), HealthyMemory::cacheFill),
        benign("slab-growth-no-reclaim", Needs.any().root(), HealthyMemory::slabGrowth),
        benign("hugepage-pool", Needs.any(), HealthyMemory::hugepages),
        benign("balloon", Needs.any(), HealthyMemory::balloon),
        benign("log-rotation", Needs.any().span(1800, 2 * Signals.DAY), HealthyMemory::logRotation),
        benign("zfs-arc", Needs.any().root().span(1200, 2 * Signals.DAY), HealthyMemory::arc),
        benign("nightly-backup", Needs.any().span(2 * 3600, Signals.DAY), HealthyMemory::backup),
        benign("swap-steady", Needs.any().swap(), HealthyMemory::swapSteady));
  }

  private static Truth.Mover mover(World w, Category line, String... shapes) {
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.HOST, null).on(line).shaped(shapes);
    w.truth.movers.add(mover);
    return mover;
  }

  private static void cacheFill(World w) {
    double size = w.memory * w.dice.uniform(0.15, 0.6);
    double start = w.memory * w.dice.uniform(0.02, 0.1);
    w.cache =
        Signals.linear(size / w.hours())
            .plus(start)
            .plus(Noise.drifting(w.dice, size * 0.01, 60))
            .atLeast(10 * World.MIB);
    w.io = Signal.constant(size / w.span());
    mover(w, Category.PAGE_CACHE, "linear", "saturating");
  }

  private static void slabGrowth(World w) {
    w.cache = Signal.constant(w.memory * w.dice.uniform(0.05, 0.15));
    Slab slab = w.slab(w.dice.pick("dentry", "ext4_inode_cache", "buffer_head"));
    // With memory to spare, so that nothing is reclaimed.
    double room = 0.7 * (w.memory * 0.8 - w.settled());
    double rise = Math.min(room, Rise.ofSlab(w, slab.objects.at(0) * slab.bytesEach()));
    w.grow(slab.name, Signals.linear(rise / w.hours()).times(1 / slab.bytesEach()));
    Truth.Mover mover = mover(w, Category.SLAB_RECLAIMABLE, "linear");
    mover.by(Subject.Kind.SLAB_CACHE, slab.name);
  }

  private static void hugepages(World w) {
    double size =
        Math.floor(w.memory * w.dice.uniform(0.05, 0.3) / (2 * World.MIB)) * 2 * World.MIB;
    w.hugetlb = Signals.step(w.span() * w.dice.uniform(0.2, 0.7), size);
    mover(w, Category.HUGETLB, "step");
  }

  /** The hypervisor takes memory back: MemTotal itself falls. */
  private static void balloon(World w) {
    double size = w.memory * w.dice.uniform(0.05, 0.3);
    double from = w.span() * w.dice.uniform(0.1, 0.5);
    double to = from + w.span() * w.dice.uniform(0.1, 0.4);
    w.balloon = Signals.ramp(from, to, 2 * w.span(), 3 * w.span()).times(size);
  }

  private static void logRotation(World w) {
    double every = w.span() / w.dice.between(3, 20);
    double size = w.memory * w.dice.uniform(0.02, 0.15);
    w.cache = w.cache.plus(Noise.teeth(w.dice, size, every));
  }

  private static void arc(World w) {
    // It gives way before the machine is short of memory.
    double most =
        Math.min(w.memory / 2 * 0.9, Math.max(w.memory / 8, w.memory * 0.8 - w.settled()));
    double start = most * w.dice.uniform(0.05, 0.6);
    double tau = w.span() * w.dice.uniform(0.05, 0.25);
    w.cache = Signal.constant(w.memory * 0.05);
    w.arc = Signals.saturating(most - start, tau).plus(start);
    mover(w, Category.UNACCOUNTED, "saturating");
  }

  /** Reads everything once: page cache, dentries and inodes; takes some memory of its own. */
  private static void backup(World w) {
    double from = w.span() * w.dice.uniform(0.3, 0.7);
    double to = from + w.span() * w.dice.uniform(0.05, 0.25);
    Signal reading = Signals.ramp(from, to, 5 * w.span(), 6 * w.span());
    w.cache = w.cache.plus(reading.times(w.memory * 0.6));
    for (String cache : new String[] {"dentry", "ext4_inode_cache"}) {
      Slab slab = w.slab(cache);
      w.grow(cache, reading.times(w.memory * 0.04 / slab.bytesEach()));
    }
    Proc proc = w.proc("restic", w.group("/system.slice/cron.service"));
    double size = Rise.ofProcess(w, 0);
    proc.life(from, to).anon(Signals.saturating(size, (to - from) / 6).from(from));
  }

  private static void swapSteady(World w) {
    for (Proc proc : w.procs) {
      proc.swapped = (long) (w.swap * w.dice.uniform(0.01, 0.6) / World.PAGE / w.procs.size());
    }
  }
}
