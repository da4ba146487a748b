package io.memledger.corpus.leaks;

import static io.memledger.corpus.machine.Scenario.leak;

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
import io.memledger.series.Unit;
import java.util.List;

/** Memory that is shared by name or by descriptor, and page tables. */
public final class SharedLeaks {
  private SharedLeaks() {}

  public static List<Scenario> all() {
    return List.of(
        leak("tmpfs-files", Needs.any(), SharedLeaks::tmpfs),
        leak("sysv-segment", Needs.any(), SharedLeaks::sysv),
        leak("memfd", Needs.any().since(418), SharedLeaks::memfd),
        leak("page-tables", Needs.any(), SharedLeaks::pageTables),
        leak("two-leaks", Needs.any().root(), SharedLeaks::two));
  }

  private static Truth.Leak truth(World w, Signal leaked, Category... lines) {
    Truth.Leak leak = new Truth.Leak();
    leak.on(lines).shaped("linear");
    leak.leaked(Unit.BYTES, leaked);
    w.truth.leaks.add(leak);
    return leak;
  }

  private static Signal noise(World w, double rise) {
    return Noise.drifting(w.dice, rise * w.dice.logUniform(0.002, 0.02), w.span() / 100);
  }

  private static void tmpfs(World w) {
    double rise = Rise.ofProcess(w, 0);
    Signal leaked = Signals.linear(rise / w.hours());
    String point = w.dice.pick("/tmp", "/dev/shm", "/run/lock", "/var/cache/render");
    Signal level = leaked.plus(noise(w, rise)).plus(w.dice.logUniform(1e6, 3e7)).atLeast(0);
    w.mounts.removeIf(mount -> mount.point().equals(point));
    w.mounts.add(new World.Mount(point, w.memory / 2, level.inChunks(64 * 1024)));
    truth(w, leaked, Category.SHMEM).by(Subject.Kind.TMPFS_MOUNT, point);
  }

  private static void sysv(World w) {
    double rise = Rise.ofProcess(w, 0);
    Signal leaked = Signals.linear(rise / w.hours());
    Proc creator = w.service("ipcbroker");
    creator.anon = Signal.constant(20 * World.MIB);
    truth(w, leaked, Category.SHMEM).by(creator).by(Subject.Kind.SHM_SEGMENT, null);
    Signal level = leaked.plus(4 * World.MIB).inChunks(16 * 1024);
    creator.attached = level;
    w.segments.add(new World.Segment(w.dice.between(1, 1 << 28), 32_769, creator, 1, level));
  }

  private static void memfd(World w) {
    double rise = Rise.ofProcess(w, 0);
    Signal leaked = Signals.linear(rise / w.hours());
    Proc proc = w.service("compositor");
    proc.anon = Signal.constant(w.dice.logUniform(8e6, 6e7));
    proc.shmem = leaked.plus(noise(w, rise)).plus(2 * World.MIB).atLeast(0);
    truth(w, leaked, Category.SHMEM).by(proc);
  }

  /** One touched page in every 2 MiB: a table page for each. */
  private static void pageTables(World w) {
    double rise = Rise.ofKernelLine(w);
    Signal leaked = Signals.linear(rise / w.hours());
    Proc proc = w.service("sparsemapd");
    proc.tables = leaked.plus(noise(w, rise)).atLeast(0);
    proc.anon = leaked.plus(w.dice.logUniform(8e6, 6e7));
    proc.reserved = leaked.times(512);
    truth(w, leaked, Category.PAGE_TABLES, Category.ANONYMOUS)
        .leaked(Unit.BYTES, leaked.times(2))
        .by(proc);
  }

  private static void two(World w) {
    Proc proc = w.service("renderd");
    double own = w.dice.logUniform(0.005, 0.05) * w.memory;
    double rise = Rise.ofProcess(w, own);
    Signal leaked = Signals.linear(rise / w.hours());
    proc.anon = Signal.constant(own).plus(leaked).plus(noise(w, rise));
    truth(w, leaked, Category.ANONYMOUS).by(proc);
    if (w.dice.chance(0.5)) {
      tmpfs(w);
      return;
    }
    Slab slab = w.slab(w.kernel.kmalloc(w.dice.pick(64, 256, 1024)));
    double second = Rise.ofSlab(w, slab.objects.at(0) * slab.bytesEach());
    Signal objects = Signals.linear(second / w.hours());
    w.grow(slab.name, objects.times(1 / slab.bytesEach()));
    truth(w, objects, Category.SLAB_UNRECLAIMABLE).by(Subject.Kind.SLAB_CACHE, slab.name);
  }
}
