package io.memledger.corpus.leaks;

import static io.memledger.corpus.machine.Scenario.leak;

import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Noise;
import io.memledger.corpus.machine.Population;
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

/** Leaks that are spread over many processes or lives, or that are counted and not weighed. */
public final class ServiceLeaks {
  private ServiceLeaks() {}

  public static List<Scenario> all() {
    return List.of(
        leak(
            "leak-with-restarts",
            Needs.any().span(1.5 * Signals.HOUR, 2 * Signals.DAY),
            ServiceLeaks::restarts),
        leak("many-workers", Needs.any(), ServiceLeaks::workers),
        leak(
            "children-never-leave", Needs.any().span(300, 2 * Signals.DAY), ServiceLeaks::children),
        leak("zombies", Needs.any().root().span(300, 2 * Signals.DAY), ServiceLeaks::zombies),
        leak("threads", Needs.any(), ServiceLeaks::threads),
        leak("descriptors-sockets", Needs.any().root(), ServiceLeaks::sockets),
        leak("descriptors-pipes", Needs.any().root(), ServiceLeaks::pipes));
  }

  private static Truth.Leak truth(World w, Unit unit, Signal leaked, Category... lines) {
    Truth.Leak leak = new Truth.Leak();
    leak.on(lines).shaped("linear");
    leak.leaked(unit, leaked);
    w.truth.leaks.add(leak);
    return leak;
  }

  private static Signal noise(World w, double rise) {
    return Noise.drifting(w.dice, rise * w.dice.logUniform(0.002, 0.02), w.span() / 100);
  }

  /** A supervisor starts it anew at a limit; each life leaks as the one before. */
  private static void restarts(World w) {
    Proc first = w.service("paymentd");
    double own = w.dice.logUniform(0.005, 0.04) * w.memory;
    double rise = Rise.ofProcess(w, own);
    int lives = w.dice.between(3, 7);
    double length = w.span() / (lives - w.dice.uniform(0.1, 0.9));
    double perHour = rise / length * Signals.HOUR;
    double born = -length * w.dice.uniform(0, 0.5);
    Proc life = first;
    while (true) {
      double start = born;
      double end = start + length * w.dice.uniform(0.95, 1.05);
      life.anon =
          Signals.linear(perHour).plus(own - perHour * start / Signals.HOUR).plus(noise(w, rise));
      life.life(start, end);
      born = end + w.dice.uniform(0.1, 2);
      if (born >= w.span()) {
        break;
      }
      life = w.proc(first.name, first.group);
      life.libraries = first.libraries;
    }
    truth(w, Unit.BYTES, Signals.linear(perHour), Category.ANONYMOUS)
        .by(first)
        .by(Subject.Kind.PROCESS, first.name)
        .shaped("rising-floor");
  }

  private static void workers(World w) {
    int count = w.dice.between(6, 30);
    List<Proc> family = Population.family(w, "uwsgi", count);
    double rise = Rise.ofProcess(w, 0);
    Signal leaked = Signals.linear(rise / w.hours());
    double[] parts = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      parts[i] = w.dice.uniform(0.5, 1.5);
      sum += parts[i];
    }
    for (int i = 0; i < count; i++) {
      Proc worker = family.get(i + 1);
      Signal chunks = leaked.times(parts[i] / sum).inChunks(rise / count / 20);
      worker.anon = worker.anon.plus(chunks);
    }
    truth(w, Unit.BYTES, leaked, Category.ANONYMOUS)
        .by(Subject.Kind.PROCESS_GROUP, "uwsgi")
        .along(Subject.Kind.PROCESS, "uwsgi")
        .along(Subject.Kind.CGROUP, "/system.slice")
        .along(Subject.Kind.CGROUP, "/system.slice/uwsgi.service");
  }

  private static void children(World w) {
    Proc parent = w.service("jobrunner");
    parent.anon = Signal.constant(30 * World.MIB);
    int count = w.dice.between(20, 200);
    double each = Rise.ofProcess(w, 0) / count;
    double every = w.span() / count;
    for (int i = 0; i < count; i++) {
      Proc child = w.proc("convert", parent.group);
      child.parent = parent.pid;
      child.libraries = 4 * World.MIB;
      child.life((i + w.dice.uniform(0, 1)) * every, Double.POSITIVE_INFINITY);
      child.anon = Signal.constant(each * w.dice.uniform(0.9, 1.1));
    }
    Signal born = Signals.linear(count / w.hours());
    Truth.Leak leak = truth(w, Unit.COUNT, born, Category.ANONYMOUS);
    leak.leaked(Unit.BYTES, born.times(each)).leaked(Unit.BYTES, born.times(each + 4 * World.MIB));
    // Its stack and its page tables, too.
    leak.leaked(Unit.BYTES, born.times(each * 513 / 512 + 18 * World.PAGE));
    leak.by(parent)
        .by(Subject.Kind.PROCESS_GROUP, "convert")
        .along(Subject.Kind.PROCESS, "convert");
  }

  private static void zombies(World w) {
    Proc parent = w.service("supervise");
    parent.anon = Signal.constant(12 * World.MIB);
    int count = (int) w.dice.logUniform(80, 900);
    double every = w.span() / count;
    for (int i = 0; i < count; i++) {
      Proc child = w.proc("healthcheck", parent.group);
      child.parent = parent.pid;
      child.life((i + w.dice.uniform(0, 1)) * every, Double.POSITIVE_INFINITY);
      child.zombieFrom = child.born;
    }
    Signal dead = Signals.linear(count / w.hours());
    Truth.Leak leak =
        truth(w, Unit.COUNT, dead, Category.SLAB_UNRECLAIMABLE, Category.KERNEL_STACK);
    leak.by(parent);
    leak.by(Subject.Kind.PROCESS_GROUP, "healthcheck").by(Subject.Kind.PROCESS, "healthcheck");
    objects(w, leak, dead, "task_struct", 1, "signal_cache", 1, "sighand_cache", 1, "pid", 2);
  }

  private static void threads(World w) {
    Proc proc = w.service("poolserver");
    proc.anon = Signal.constant(w.dice.logUniform(0.005, 0.03) * w.memory);
    double count = w.dice.logUniform(150, 1500);
    Signal started = Signals.linear(count / w.hours());
    double stack = w.dice.logUniform(8 * 1024, 64 * 1024);
    proc.threads = proc.threads.plus(started);
    proc.anon = proc.anon.plus(started.times(stack));
    proc.reserved = proc.reserved.plus(started.times(8 * World.MIB));
    Truth.Leak leak =
        truth(w, Unit.COUNT, started, Category.KERNEL_STACK, Category.ANONYMOUS, Category.VMALLOC);
    leak.on(Category.SLAB_UNRECLAIMABLE);
    leak.leaked(Unit.BYTES, started.times(16_384)).leaked(Unit.BYTES, started.times(stack));
    leak.leaked(Unit.BYTES, started.times(16_384 + stack));
    leak.by(proc);
    objects(w, leak, started, "task_struct", 1, "vm_area_struct", 2, "pid", 1);
  }

  private static double descriptors(World w) {
    return w.dice.logUniform(500, 30_000);
  }

  private static void sockets(World w) {
    Proc proc = w.service("proxyd");
    proc.anon = Signal.constant(w.dice.logUniform(0.002, 0.02) * w.memory);
    Signal opened = Signals.linear(descriptors(w) / w.hours());
    proc.sockets = proc.sockets.plus(opened).plus(Noise.drifting(w.dice, 5, 60));
    Truth.Leak leak = truth(w, Unit.COUNT, opened, Category.SLAB_UNRECLAIMABLE);
    leak.on(Category.SLAB_RECLAIMABLE).by(proc);
    boolean tcp = w.dice.chance(0.6);
    String protocol = tcp ? "TCP" : "signal_cache";
    objects(w, leak, opened, "filp", 1, protocol, 1, "sock_inode_cache", 1, "dentry", 1);
  }

  private static void pipes(World w) {
    Proc proc = w.service("logshipper");
    proc.anon = Signal.constant(w.dice.logUniform(0.002, 0.02) * w.memory);
    Signal opened = Signals.linear(descriptors(w) / w.hours());
    proc.files = proc.files.plus(opened).plus(Noise.drifting(w.dice, 3, 60));
    Truth.Leak leak = truth(w, Unit.COUNT, opened, Category.SLAB_UNRECLAIMABLE);
    leak.on(Category.SLAB_RECLAIMABLE).by(proc);
    // Two descriptors a pipe (KERNEL 10).
    Signal each = opened.times(0.5);
    String ring = w.kernel.kmalloc(1024);
    ring = w.kernel.since(515) ? ring.replace("-", "-cg-") : ring;
    objects(w, leak, each, "filp", 2, "inode_cache", 1, "dentry", 1, ring, 1);
  }

  /** Kernel objects that come with each thing: pairs of a cache and how many. */
  private static void objects(World w, Truth.Leak leak, Signal things, Object... pairs) {
    double unreclaimable = 0;
    double all = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      int number = (Integer) pairs[i + 1];
      Slab slab = w.grow((String) pairs[i], things.times(number));
      double bytes = number * slab.bytesEach();
      all += bytes;
      unreclaimable += slab.reclaimable ? 0 : bytes;
      leak.along(Subject.Kind.SLAB_CACHE, slab.name);
      slab.merged.forEach(name -> leak.along(Subject.Kind.SLAB_CACHE, name));
      leak.leaked(Unit.BYTES, things.times(bytes));
    }
    leak.leaked(Unit.BYTES, things.times(unreclaimable)).leaked(Unit.BYTES, things.times(all));
  }
}
