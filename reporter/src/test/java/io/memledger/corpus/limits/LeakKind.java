package io.memledger.corpus.limits;

import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Signals;
import io.memledger.corpus.machine.Truth;
import io.memledger.corpus.machine.World;
import io.memledger.series.Category;
import io.memledger.verdict.DetectionLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What is put into a made-up machine that is healthy, at the limit that its report states. */
public enum LeakKind {
  PROCESS("a process, any of those that live throughout", Category.ANONYMOUS),
  SLAB("kernel objects", Category.SLAB_UNRECLAIMABLE),
  NO_COUNTER("memory that no counter names", Category.UNACCOUNTED),

  /** Where nothing but the host's counters is kept, for a day or more. */
  HOST_ALONE("a process, host's counters alone", null);

  final String title;
  private final Category line;

  LeakKind(String title, Category line) {
    this.title = title;
    this.line = line;
  }

  /** Whether a world can be asked. */
  boolean suits(World world) {
    return this != HOST_ALONE || world.hours() * Signals.HOUR >= Signals.DAY;
  }

  /** Leaves of the world what the archive is to show. */
  void look(World world) {
    if (this == HOST_ALONE && world.view == World.View.WHOLE) {
      world.view = World.View.MEMINFO;
    }
  }

  /** Bytes an hour. */
  Optional<Double> limit(DetectionLimit stated) {
    return line == null
        ? Optional.of(stated.rate()).filter(rate -> !rate.isNaN())
        : Optional.ofNullable(stated.byCategory().get(line));
  }

  /**
   * Puts a leak of so many bytes an hour into a world, from the start of its capture on; empty
   * where nobody in it can leak so.
   *
   * @param twin the same world once more: signals remember what they were asked last, so that the
   *     sizes at its end may not be asked of the one that is captured
   */
  Optional<Truth.Leak> put(World world, World twin, double rate, long seed) {
    return switch (this) {
      case SLAB -> {
        world.largeKmalloc = world.largeKmalloc.plus(Signals.linear(rate));
        yield Optional.of(on(Category.SLAB_UNRECLAIMABLE));
      }
      case NO_COUNTER -> {
        world.hidden = world.hidden.plus(Signals.linear(rate));
        yield Optional.of(on(Category.UNACCOUNTED));
      }
      case PROCESS, HOST_ALONE -> process(world, twin, rate, seed);
    };
  }

  private Optional<Truth.Leak> process(World world, World twin, double rate, long seed) {
    double end = world.hours() * Signals.HOUR;
    List<Proc> living = new ArrayList<>();
    List<Double> sizes = new ArrayList<>();
    for (int i = 0; i < world.procs.size(); i++) {
      Proc proc = world.procs.get(i);
      boolean lives = proc.lives(0) && proc.lives(end) && !proc.zombie(end);
      if (lives && (this == HOST_ALONE || world.sees(proc))) {
        living.add(proc);
        sizes.add(twin.procs.get(i).anon.at(end));
      }
    }
    if (living.isEmpty()) {
      return Optional.empty();
    }
    Proc proc = living.get(drawn(sizes, new SplittableRandom(seed)));
    proc.anon = proc.anon.plus(Signals.linear(rate));
    Truth.Leak leak = on(Category.ANONYMOUS);
    leak.by(proc);
    return Optional.of(leak);
  }

  /** The larger a process is, the likelier the leak is in it, as the limit takes it. */
  private static int drawn(List<Double> sizes, SplittableRandom random) {
    double left = random.nextDouble() * sizes.stream().mapToDouble(Double::doubleValue).sum();
    for (int i = 0; i < sizes.size(); i++) {
      left -= sizes.get(i);
      if (left < 0) {
        return i;
      }
    }
    return sizes.size() - 1;
  }

  private static Truth.Leak on(Category line) {
    Truth.Leak leak = new Truth.Leak();
    leak.on(line);
    return leak;
  }
}
