package io.memledger.corpus.healthy;

import static io.memledger.corpus.machine.Scenario.benign;

import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Noise;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Rhythms;
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

/** Memory that rises for hours because it was lower before, or is lower at night. */
public final class ReturningMemory {
  private ReturningMemory() {}

  public static List<Scenario> all() {
    return List.of(
        benign(
            "boot-cache-fill",
            Needs.any().booted().root().span(600, 12 * Signals.HOUR),
            ReturningMemory::boot),
        benign(
            "cache-fill-old-meminfo",
            Needs.any().until(418).memory(World.GIB, 64 * World.GIB).span(1800, Signals.DAY),
            ReturningMemory::oldMeminfo),
        benign(
            "regrowth-to-ceiling",
            Needs.any().span(6 * Signals.HOUR, 7 * Signals.DAY),
            ReturningMemory::regrowth),
        benign(
            "daily-rise-cut",
            Needs.any().span(6 * Signals.HOUR, 40 * Signals.HOUR),
            w -> rhythm(w, Rhythms.cycles(w.dice, Signals.DAY, 0.2))),
        benign(
            "weekly-cycle",
            Needs.any().span(3 * Signals.DAY, 9 * Signals.DAY).snapshots(1000),
            w -> rhythm(w, Rhythms.week(w.dice))),
        benign(
            "long-batch-ended",
            Needs.any().span(4 * Signals.HOUR, 2 * Signals.DAY),
            ReturningMemory::batch));
  }

  /** Services start, files are read for the first time, and hardly anything is reclaimed. */
  private static void boot(World w) {
    double s = w.span();
    double room = Math.max(0, 0.75 * w.memory - w.settled());
    // Some fill up towards the end, and only then anything is reclaimed.
    double full = room * w.dice.uniform(0.2, 1.3);
    Signal read =
        w.dice.chance(0.5)
            ? Signals.saturating(1, s * w.dice.uniform(0.05, 0.6))
            : Signals.linear(Signals.HOUR / s);
    Signal scan = Signals.step(s * w.dice.uniform(0.1, 0.9), w.dice.uniform(0, 0.3));
    Signal filling = read.times(0.7).plus(scan);
    w.cache =
        filling.times(full * 0.8).plus(30 * World.MIB).plus(Noise.drifting(w.dice, full / 300, 60));
    w.io = Signal.constant(full / s);
    for (Slab slab : w.slabs) {
      if (slab.reclaimable) {
        Signal level = slab.objects;
        slab.objects = t -> level.at(t) * (0.04 + 0.5 * filling.at(t));
      }
    }
    // The names and inodes of all that is read.
    for (String cache : new String[] {"dentry", "ext4_inode_cache"}) {
      Slab slab = w.slab(cache);
      double bytes = full * 0.2 * w.dice.uniform(0.1, 0.5);
      w.grow(cache, filling.times(bytes / slab.bytesEach()));
    }
    for (Proc proc : w.procs) {
      Signal level = proc.anon;
      double tau = w.dice.logUniform(5, Math.min(900, s / 8));
      proc.anon = t -> level.at(t) * (1 - 0.6 * Math.exp(-t / tau));
    }
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.HOST, null);
    mover.by(Subject.Kind.SLAB_CACHE, null).on(Category.PAGE_CACHE, Category.SLAB_RECLAIMABLE);
    w.truth.movers.add(mover.shaped("linear", "saturating", "step", "bursts", "accelerating"));
  }

  /** The page cache fills at an even pace, and nobody printed what is available. */
  private static void oldMeminfo(World w) {
    w.view = World.View.OLD_MEMINFO;
    double room = 0.85 * w.memory - w.settled();
    double start = room * w.dice.uniform(0.05, 0.6);
    double size = (room - start) * w.dice.logUniform(0.03, 0.9);
    w.cache =
        Signals.linear(size / w.hours())
            .plus(start)
            .plus(Noise.drifting(w.dice, size * 0.01, 300))
            .atLeast(10 * World.MIB);
    w.io = Signal.constant(size / w.span());
    w.grow("buffer_head", Signals.linear(size / w.hours() / 40_960));
    Truth.Mover mover = new Truth.Mover().by(Subject.Kind.HOST, null).on(Category.PAGE_CACHE);
    w.truth.movers.add(mover.shaped("linear", "saturating"));
  }

  /** A deploy in the first third empties services; they fill up again, as far as before at most. */
  private static void regrowth(World w) {
    w.perhapsMeminfoOnly();
    int count = w.dice.between(1, 4);
    double when = w.span() * w.dice.uniform(0.03, 0.33);
    Truth.Mover mover = new Truth.Mover().on(Category.ANONYMOUS);
    Signal days = Rhythms.cycles(w.dice, Signals.DAY, 0.2);
    for (int i = 0; i < count; i++) {
      Proc old = w.service(w.dice.pick("appserver", "searchd", "cached", "modelserver") + i);
      double own = w.dice.logUniform(0.01, 0.04) * w.memory;
      double gone = Rise.ofProcess(w, own, 0.3) / count;
      double daily = gone * w.dice.uniform(0, 0.2);
      Signal ceiling =
          Signal.constant(own + gone)
              .plus(days.times(daily))
              .plus(Rhythms.wandering(w, gone * w.dice.logUniform(0.01, 0.1)));
      double back = w.dice.uniform(0.6, 1);
      double full = when + (w.span() - when) * w.dice.uniform(0.4, 1.1);
      Signal again = Rhythms.warmUp(when, full, gone * back, w.dice.uniform(1, 3));
      Signal level = t -> t < when ? ceiling.at(t) : ceiling.at(t) - gone + again.at(t);
      mover.by(old);
      old.anon = level;
      if (w.dice.chance(0.7)) {
        // A new process; else the old one dropped what it had cached.
        old.died = when;
        Proc fresh = w.proc(old.name, old.group);
        fresh.libraries = old.libraries;
        double born = when + w.dice.uniform(0.2, 20);
        fresh.life(born, Double.POSITIVE_INFINITY).anon(level);
        mover.by(fresh);
      }
    }
    w.truth.movers.add(mover.shaped("saturating", "step", "noisy", "flat", "cyclic", "linear"));
  }

  /** Several services that follow one rhythm, each to its own degree and a little later. */
  private static void rhythm(World w, Signal load) {
    int count = w.dice.between(2, 6);
    w.perhapsMeminfoOnly();
    double all = Rise.ofProcess(w, 0, 0) * w.dice.uniform(0.5, 1);
    Truth.Mover mover = new Truth.Mover().on(Category.ANONYMOUS);
    for (int i = 0; i < count; i++) {
      Proc proc = w.service(w.dice.pick("frontend", "session", "render", "api") + "-" + i);
      double part = all / count * w.dice.uniform(0.5, 1.5);
      double own = part * w.dice.uniform(0.5, 3);
      double later = w.dice.uniform(0, 1.5) * Signals.HOUR;
      Signal level =
          Signal.constant(own)
              .plus(t -> part * load.at(t - later))
              .plus(Rhythms.wandering(w, part * w.dice.logUniform(0.02, 0.3)));
      proc.anon = w.dice.chance(0.5) ? level : level.inSteps(Math.max(World.MIB, part / 100));
      mover.by(proc);
    }
    w.load = load.times(0.5).plus(Noise.drifting(w.dice, 0.04, 600)).plus(0.1).atLeast(0.02);
    w.cache = w.cache.plus(load.times(w.memory * w.dice.uniform(0, 0.1)));
    mover.shaped("cyclic", "saturating", "noisy", "step", "flat", "linear", "accelerating");
    w.truth.movers.add(mover.shaped("bursts"));
  }

  /** A backup that grew for hours, alone or as several, and is over when the capture ends. */
  private static void batch(World w) {
    double from = w.span() * w.dice.uniform(0, 0.25);
    double to = w.span() * w.dice.uniform(0.45, 0.85);
    int count = w.dice.pick(1, 1, 2, 3);
    String name = w.dice.pick("rsync", "restic", "borg", "pg_dump", "mysqldump");
    double size = Rise.ofProcess(w, 0) / count;
    List<Proc> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Proc proc = w.proc(name, w.group("/system.slice/backup.service"));
      double power = w.dice.uniform(1, 2);
      proc.life(from + i * 2, to + w.dice.uniform(0, 60))
          .anon(
              Rhythms.warmUp(from, to, size * w.dice.uniform(0.6, 1.2), power)
                  .plus(8 * World.MIB)
                  .plus(Rhythms.wandering(w, size * 0.01))
                  .atLeast(World.MIB));
      all.add(proc);
    }
    Signal reading = Signals.ramp(from, to, 5 * w.span(), 6 * w.span());
    w.cache = w.cache.plus(reading.times(w.memory * w.dice.uniform(0.05, 0.6)));
    for (String cache : new String[] {"dentry", "ext4_inode_cache"}) {
      double bytes = w.memory * w.dice.uniform(0.002, 0.03);
      w.grow(cache, reading.times(bytes / w.slab(cache).bytesEach()));
    }
    Truth.Mover mover = new Truth.Mover().on(Category.ANONYMOUS);
    all.forEach(mover::by);
    mover.shaped("linear", "saturating", "step", "noisy", "flat", "cyclic", "too-short");
    w.truth.movers.add(mover);
  }
}
