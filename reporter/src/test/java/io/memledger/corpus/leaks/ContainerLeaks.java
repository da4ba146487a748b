package io.memledger.corpus.leaks;

import static io.memledger.corpus.machine.Scenario.leak;

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
import io.memledger.series.Unit;
import java.util.List;

/** Leaks in a container that nears its own limit on a host with memory to spare. */
public final class ContainerLeaks {
  private ContainerLeaks() {}

  public static List<Scenario> all() {
    Needs v1 = needs().cgroups(Needs.Cgroups.V1).until(608);
    Needs v2 = needs().cgroups(Needs.Cgroups.V2).since(515);
    Needs kernel = needs().cgroups(Needs.Cgroups.V2).since(515).root();
    return List.of(
        leak("container-v1", v1, w -> heap(w, v1Path(w))),
        leak("container-v2", v2, w -> heap(w, v2Path(w))),
        leak("container-kernel-memory", kernel, ContainerLeaks::kernelMemory));
  }

  private static Needs needs() {
    return Needs.any().memory(8 * World.GIB, 64 * World.GIB);
  }

  static String v1Path(World w) {
    return String.format("/docker/%012x%012x", w.dice.between(1, 1 << 30), w.dice.between(1, 99));
  }

  public static String v2Path(World w) {
    return String.format(
        "/kubepods.slice/kubepods-burstable.slice/cri-%08x.scope", w.dice.between(1, 1 << 30));
  }

  public static Group container(World w, String path) {
    Group group = w.group(path);
    group.limit = Math.floor(w.dice.logUniform(384 * World.MIB, w.memory / 8) / 4096) * 4096;
    return group;
  }

  private static void heap(World w, String path) {
    Group group = container(w, path);
    double own = group.limit * w.dice.uniform(0.1, 0.3);
    double rise = group.limit * w.dice.uniform(0.3, 0.6);
    Proc proc = w.proc("node", group);
    proc.libraries = 20 * World.MIB;
    proc.threads = Signal.constant(11);
    Signal leaked = Signals.linear(rise / w.hours());
    proc.anon =
        Signal.constant(own)
            .plus(leaked)
            .plus(Noise.drifting(w.dice, rise * w.dice.logUniform(0.002, 0.03), w.span() / 100));
    double kernel = 4 * World.MIB;
    w.truth.limit = path;
    w.truth.secondsLeft = (group.limit - own - rise - kernel) / rise * w.span();
    Truth.Leak leak = new Truth.Leak();
    leak.leaked(Unit.BYTES, leaked);
    leak.by(proc).by(Subject.Kind.CGROUP, path).on(Category.ANONYMOUS).shaped("linear");
    w.truth.leaks.add(leak);
  }

  /** An agent's kernel objects, charged to its container. */
  private static void kernelMemory(World w) {
    String path = v2Path(w);
    Group group = container(w, path);
    Proc proc = w.proc("cilium-agent", group);
    proc.anon = Signal.constant(group.limit * 0.15);
    proc.libraries = 30 * World.MIB;
    double rise = Math.max(group.limit * w.dice.uniform(0.3, 0.6), Rise.ofSlab(w, 0));
    group.limit = Math.max(group.limit, rise * 1.7);
    Signal leaked = Signals.linear(rise / w.hours());
    String cache = w.kernel.kmalloc(w.dice.pick(256, 512, 1024, 2048)).replace("-", "-cg-");
    Slab slab = w.slab(cache);
    w.grow(cache, leaked.times(1 / slab.bytesEach()));
    group.kernel = group.kernel.plus(leaked);
    Truth.Leak leak = new Truth.Leak();
    leak.leaked(Unit.BYTES, leaked);
    leak.by(Subject.Kind.CGROUP, path).by(Subject.Kind.SLAB_CACHE, cache);
    leak.by(proc).on(Category.SLAB_UNRECLAIMABLE).shaped("linear");
    w.truth.leaks.add(leak);
  }
}
