package io.memledger.corpus.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a machine and a capture that suit a scenario's needs. */
final class Machines {
  /** Pages. */
  private static final long FEWEST_FREE = 64;

  private static final double[] INTERVALS = {1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300};
  private static final long EPOCH = 1_780_000_000L;
  private static final double LOST_SNAPSHOTS = 0.003;

  private Machines() {}

  static World draw(Needs needs, Dice dice) {
    List<Kernel> kernels =
        Arrays.stream(Kernel.values())
            .filter(k -> k.since(needs.since) && !k.since(needs.until))
            .toList();
    Kernel kernel = dice.pick(kernels);
    double memory = memory(needs, dice);
    double swap =
        needs.swap || dice.chance(0.4)
            ? Math.max(
                256 * World.MIB, Math.min(32 * World.GIB, memory * dice.pick(0.25, 0.5, 1.0)))
            : 0;
    double gib = memory / World.GIB;
    int cpus = gib < 4 ? dice.pick(1, 2, 2) : gib < 32 ? dice.pick(2, 4, 8) : dice.pick(8, 16, 24);
    boolean root = needs.root || dice.chance(0.8);
    World world =
        new World(
            dice,
            kernel,
            memory,
            swap,
            cpus,
            root,
            cgroups(needs, kernel, dice),
            schedule(needs, dice));
    world.load = load(world);
    Population.settle(world);
    Caches.settle(world);
    surroundings(world);
    return world;
  }

  private static double memory(Needs needs, Dice dice) {
    List<Double> sizes = new ArrayList<>();
    for (double gib : new double[] {0.5, 1, 2, 4, 8, 8, 16, 16, 32, 64, 64, 128, 256, 512}) {
      double size = gib * World.GIB;
      if (size >= needs.minMemory && size <= needs.maxMemory) {
        sizes.add(size);
      }
    }
    // What firmware and the kernel image keep is not in MemTotal.
    return Math.floor(dice.pick(sizes) * dice.uniform(0.945, 0.985) / World.PAGE) * World.PAGE;
  }

  private static Needs.Cgroups cgroups(Needs needs, Kernel kernel, Dice dice) {
    if (needs.cgroups != null) {
      return needs.cgroups;
    }
    if (!kernel.since(515)) {
      return dice.pick(Needs.Cgroups.V1, Needs.Cgroups.V1, Needs.Cgroups.NONE);
    }
    return dice.pick(
        Needs.Cgroups.V2, Needs.Cgroups.V2, Needs.Cgroups.V2, Needs.Cgroups.V1, Needs.Cgroups.NONE);
  }

  private static Schedule schedule(Needs needs, Dice dice) {
    double span = dice.logUniform(needs.minSpan, needs.maxSpan);
    double wanted = dice.logUniform(needs.leastSnapshots, needs.snapshots);
    double interval = INTERVALS[0];
    for (double one : INTERVALS) {
      if (one <= span / wanted * 1.3) {
        interval = one;
      }
    }
    int count = Math.max(needs.fewestSnapshots, (int) Math.floor(span / interval) + 1);
    double hole = needs.gap ? span * dice.uniform(0.3, 0.6) : span * 2;
    double holeEnds = hole + span * dice.uniform(0.05, 0.3);
    double[] times = new double[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      boolean lost = dice.chance(LOST_SNAPSHOTS);
      boolean inHole = i * interval > hole && i * interval < holeEnds;
      if (i == 0 || i == count - 1 || !lost && !inHole) {
        times[kept++] = i == 0 ? 0 : i * interval + dice.between(0, 20) / 1000.0;
      }
    }
    double uptime =
        needs.booted
            ? dice.logUniform(20, 5 * Signals.MINUTE)
            : dice.logUniform(2 * Signals.HOUR, 200 * Signals.DAY);
    long epoch = EPOCH + dice.between(0, 300 * 86_400);
    return new Schedule(Arrays.copyOf(times, kept), interval, epoch, uptime);
  }

  private static Signal load(World world) {
    Dice dice = world.dice;
    double mean = dice.uniform(0.15, 0.7);
    return Signal.constant(mean)
        .plus(Noise.drifting(dice, 0.05, 120))
        .plus(Noise.drifting(dice, 0.05, 1200))
        .atLeast(0.02)
        .atMost(1);
  }

  private static void surroundings(World world) {
    Dice dice = world.dice;
    double memory = world.memory;
    world.percpu = Signal.constant(world.cpus * dice.logUniform(0.3 * World.MIB, 2 * World.MIB));
    world.hidden =
        Signal.constant(Math.min(memory * 0.03, dice.logUniform(10 * World.MIB, 400 * World.MIB)))
            .plus(Noise.drifting(dice, 80 * 1024, 60));
    world.tcp =
        Noise.drifting(dice, 200 * 1024, 90)
            .plus(dice.logUniform(64 * 1024, 4 * World.MIB))
            .atLeast(0);
    world.largeKmalloc =
        Signal.constant(Math.min(memory * 0.004, dice.logUniform(2 * World.MIB, 40 * World.MIB)))
            .plus(Noise.drifting(dice, 60 * 1024, 200));
    world.areas.add(new World.Area("htab_map_alloc", Signal.constant(dice.logUniform(1e6, 2e7))));
    world.areas.add(new World.Area("module_alloc", Signal.constant(dice.logUniform(4e6, 3e7))));
    world.areas.add(
        new World.Area("alloc_large_system_hash", Signal.constant(Math.min(memory / 200, 64e6))));
    world.areas.add(new World.Area("xt_alloc_table_info", Signal.constant(65_536)));
    world.mounts.add(
        new World.Mount("/dev/shm", memory / 2, Signal.constant(dice.logUniform(1e5, 2e7))));
    world.mounts.add(
        new World.Mount(
            "/run",
            memory / 5,
            Signal.constant(dice.logUniform(1e6, 1e7)).plus(Noise.drifting(dice, 5e4, 900))));
    double cache = memory * dice.uniform(0.08, 0.9);
    double churn = cache * dice.uniform(0.002, 0.03);
    world.cache =
        Signal.constant(cache)
            .plus(Noise.drifting(dice, churn, dice.logUniform(30, 1200)))
            .atLeast(20 * World.MIB);
    world.io = world.load.times(dice.logUniform(0.2 * World.MIB, 30 * World.MIB));
    world.transients = world.load.times(dice.between(0, 8));
    int cgroups = dice.between(40, 160);
    world.memoryCgroups = Signal.constant(cgroups);
  }

  /** Whether a world lives through its schedule with memory for all; it is used up by that. */
  static boolean survives(World world) {
    Machine machine = new Machine(world);
    for (double t : world.schedule.times()) {
      machine.step(t);
      if (machine.books.free < FEWEST_FREE) {
        return false;
      }
    }
    return true;
  }
}
