package io.memledger.corpus.leaks;

import static io.memledger.corpus.machine.Scenario.leak;

import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Noise;
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
import java.util.Map;
import java.util.TreeSet;

/** Kernel memory that grows with no process to show for it. */
public final class KernelLeaks {
  private KernelLeaks() {}

  public static List<Scenario> all() {
    return List.of(
        leak("slab-kmalloc", Needs.any().root(), KernelLeaks::kmalloc),
        leak("slab-cache-merged", Needs.any().root(), KernelLeaks::merged),
        leak("slab-kmalloc-random", Needs.any().root().since(608), KernelLeaks::randomCopies),
        leak("large-kmalloc", Needs.any().root(), KernelLeaks::largeKmalloc),
        leak(
            "slab-pinned-under-reclaim",
            Needs.any().root().span(1800, 2 * Signals.DAY),
            KernelLeaks::pinned),
        leak("vmalloc-caller", Needs.any().root().since(504), KernelLeaks::vmalloc),
        leak("percpu-bpf", Needs.any().since(418), KernelLeaks::percpu),
        leak("unaccounted-driver", Needs.any(), KernelLeaks::unaccounted),
        leak("socket-buffers", Needs.any(), KernelLeaks::socketBuffers),
        leak("dying-cgroups", Needs.any().root().since(418).until(618), KernelLeaks::dyingCgroups));
  }

  private static Truth.Leak truth(World w, Signal leaked, Category... lines) {
    Truth.Leak leak = new Truth.Leak();
    leak.on(lines).shaped("linear");
    leak.leaked(Unit.BYTES, leaked);
    w.truth.leaks.add(leak);
    return leak;
  }

  private static Signal bytes(World w, double rise) {
    return Signals.linear(rise / w.hours());
  }

  private static Signal noise(World w, double rise) {
    return Noise.drifting(w.dice, rise * w.dice.logUniform(0.002, 0.03), w.span() / 100);
  }

  /** Makes a cache leak and tells the truth of it. */
  private static Truth.Leak grow(World w, Slab slab) {
    double own = slab.objects.at(0) * slab.bytesEach();
    double rise = Rise.ofSlab(w, own);
    Signal leaked = bytes(w, rise);
    w.grow(slab.name, leaked.plus(noise(w, rise)).times(1 / slab.bytesEach()));
    Truth.Leak leak = truth(w, leaked, Category.SLAB_UNRECLAIMABLE);
    leak.by(Subject.Kind.SLAB_CACHE, slab.name);
    for (String name : slab.merged) {
      leak.by(Subject.Kind.SLAB_CACHE, name);
    }
    return leak;
  }

  private static void kmalloc(World w) {
    grow(
        w, w.slab(w.kernel.kmalloc(w.dice.pick(32, 64, 96, 128, 192, 256, 512, 1024, 2048, 4096))));
  }

  private static void merged(World w) {
    grow(w, w.slab(w.dice.pick("eventpoll_epi", "signal_cache", "pid")));
  }

  private static void randomCopies(World w) {
    int size = w.dice.pick(64, 128, 256, 512, 1024);
    String ending = w.kernel.kmalloc(size).substring("kmalloc-".length());
    double rise = Rise.ofSlab(w, 0);
    Signal leaked = bytes(w, rise);
    Truth.Leak leak = truth(w, leaked, Category.SLAB_UNRECLAIMABLE);
    // A reader that sums the copies must give the sum a name.
    leak.by(Subject.Kind.SLAB_CACHE, "kmalloc-rnd-*" + ending);
    leak.by(Subject.Kind.SLAB_CACHE, w.kernel.kmalloc(size));
    int sites = w.dice.between(1, 4);
    for (int copy = 1; copy <= 15; copy++) {
      String name = String.format("kmalloc-rnd-%02d-%s", copy, ending);
      double base = w.dice.uniform(0.2e6, 1.5e6) / size;
      Slab slab = new Slab(name, size, false, Signal.constant(base));
      w.slabs.add(slab);
      if (copy <= sites) {
        w.grow(name, leaked.plus(noise(w, rise)).times(1 / slab.bytesEach() / sites));
        leak.by(Subject.Kind.SLAB_CACHE, name);
        leak.leaked(Unit.BYTES, leaked.times(1.0 / sites));
      }
    }
  }

  private static void largeKmalloc(World w) {
    double rise = Rise.ofSlab(w, w.largeKmalloc.at(0));
    Signal leaked = bytes(w, rise);
    w.largeKmalloc = w.largeKmalloc.plus(leaked).plus(noise(w, rise));
    truth(w, leaked, Category.SLAB_UNRECLAIMABLE).by(Subject.Kind.HOST, null);
  }

  /** Dentries and inodes that something holds: reclaim runs all the time and cannot take them. */
  private static void pinned(World w) {
    Slab slab = w.slab(w.dice.pick("dentry", "ext4_inode_cache", "proc_inode_cache"));
    double rise = Rise.ofSlab(w, slab.objects.at(0) * slab.bytesEach());
    slab.shrinks = false;
    w.cache = Signal.constant(w.memory * 1.2);
    w.io = w.io.plus(20 * World.MIB);
    Signal leaked = bytes(w, rise);
    w.grow(slab.name, leaked.plus(noise(w, rise)).times(1 / slab.bytesEach()));
    truth(w, leaked, Category.SLAB_RECLAIMABLE).by(Subject.Kind.SLAB_CACHE, slab.name);
  }

  private static void vmalloc(World w) {
    String caller =
        w.dice.pick("cas_alloc_table", "drm_vram_alloc", "nfq_build_table", "bpf_prog_pack");
    double rise = Rise.ofKernelLine(w);
    Signal leaked = bytes(w, rise);
    Signal level = leaked.plus(noise(w, rise)).plus(w.dice.logUniform(1e6, 2e7)).atLeast(1e5);
    w.areas.add(new World.Area(caller, level));
    truth(w, leaked, Category.VMALLOC).by(Subject.Kind.VMALLOC_CALLER, caller);
  }

  /** Per-CPU maps: per-CPU pages, and pointers of memory accounting in vmalloc (METHOD 4.1). */
  private static void percpu(World w) {
    double rise = Rise.ofKernelLine(w);
    Signal leaked = bytes(w, rise);
    w.percpu = w.percpu.plus(leaked.plus(noise(w, rise)).atLeast(0));
    Signal vectors = leaked.times(2.0 / w.cpus);
    w.areas.add(new World.Area("pcpu_create_chunk", vectors));
    truth(w, leaked, Category.PERCPU, Category.VMALLOC)
        .by(Subject.Kind.HOST, null)
        .by(Subject.Kind.VMALLOC_CALLER, "pcpu_create_chunk")
        .by(Subject.Kind.BPF_MAP, null);
  }

  private static void unaccounted(World w) {
    double rise = Rise.ofResidual(w);
    Signal leaked = bytes(w, rise);
    w.hidden = w.hidden.plus(leaked).plus(noise(w, rise));
    truth(w, leaked, Category.UNACCOUNTED).by(Subject.Kind.HOST, null);
  }

  /** Data that nobody reads, in sockets of a process that stay few. */
  private static void socketBuffers(World w) {
    double rise = Rise.ofResidual(w);
    Signal leaked = bytes(w, rise);
    w.tcp = w.tcp.plus(leaked).plus(noise(w, rise)).atLeast(0);
    truth(w, leaked, Category.UNACCOUNTED).by(Subject.Kind.HOST, null);
  }

  /** Containers come and go; their cgroups stay, each with slab and per-CPU memory. */
  private static void dyingCgroups(World w) {
    String buffers = w.kernel.kmalloc(1024);
    // Objects for each cgroup (KERNEL 10).
    Map<String, Double> each = Map.of("mem_cgroup", 1.0, "kernfs_node_cache", 31.0, buffers, 9.0);
    double slabEach = 0;
    for (Map.Entry<String, Double> one : each.entrySet()) {
      slabEach += one.getValue() * w.slab(one.getKey()).bytesEach();
    }
    double own = w.slab("kernfs_node_cache").objects.at(0) * 128;
    double count = Rise.ofSlab(w, own) / slabEach;
    Signal left = Signals.linear(count / w.hours());
    w.memoryCgroups = w.memoryCgroups.plus(left);
    double percpuEach = 1_200.0 * w.cpus;
    w.percpu = w.percpu.plus(left.times(percpuEach));
    Truth.Leak leak = truth(w, left.times(slabEach), Category.SLAB_UNRECLAIMABLE, Category.PERCPU);
    leak.leaked(Unit.BYTES, left.times(slabEach + percpuEach));
    leak.leaked(Unit.BYTES, left.times(percpuEach));
    leak.leaked(Unit.COUNT, left);
    for (String cache : new TreeSet<>(each.keySet())) {
      Slab slab = w.grow(cache, left.times(each.get(cache)));
      leak.leaked(Unit.BYTES, left.times(each.get(cache) * slab.bytesEach()));
      leak.by(Subject.Kind.SLAB_CACHE, cache);
    }
    leak.by(Subject.Kind.HOST, null).by(Subject.Kind.CGROUP, null);
  }
}
