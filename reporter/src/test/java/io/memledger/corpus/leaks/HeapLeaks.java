package io.memledger.corpus.leaks;

import static io.memledger.corpus.machine.Scenario.leak;

import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Noise;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Rise;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.Signal;
import io.memledger.corpus.machine.Signals;
import io.memledger.corpus.machine.Truth;
import io.memledger.corpus.machine.World;
import io.memledger.series.Category;
import io.memledger.series.Unit;
import java.util.List;

/** One process whose heap grows, in the ways in which heaps grow. */
public final class HeapLeaks {
  static final String[] NAMES = {
    "orderd",
    "billing-api",
    "sessiond",
    "invoice-worker",
    "mediaserver",
    "authd",
    "quoted",
    "indexer",
  };

  private HeapLeaks() {}

  public static List<Scenario> all() {
    return List.of(
        leak("heap-linear", Needs.any(), HeapLeaks::linear),
        leak("heap-teeth", Needs.any().span(600, Signals.DAY), HeapLeaks::teeth),
        leak("heap-few-teeth", Needs.any().span(1200, Signals.DAY), HeapLeaks::fewTeeth),
        leak("heap-under-noise", Needs.any().span(1800, Signals.DAY), HeapLeaks::underNoise),
        leak(
            "daily-cycle-leak",
            Needs.any().span(3 * Signals.DAY, 7 * Signals.DAY).snapshots(1000),
            HeapLeaks::dailyCycle),
        leak(
            "hourly-cycle-leak",
            Needs.any().span(6 * Signals.HOUR, Signals.DAY),
            HeapLeaks::hourlyCycle),
        leak("heap-accelerating", Needs.any(), HeapLeaks::accelerating),
        leak("heap-late-onset", Needs.any().span(1200, 2 * Signals.DAY), HeapLeaks::lateOnset),
        leak("heap-per-work", Needs.any().span(1800, 2 * Signals.DAY), HeapLeaks::perWork),
        leak("heap-bursts", Needs.any().span(1800, 2 * Signals.DAY), HeapLeaks::bursts),
        leak("heap-busy-host", Needs.any(), HeapLeaks::busyHost),
        leak(
            "heap-to-swap",
            Needs.any().swap().span(600, Signals.DAY).memory(World.GIB, 64 * World.GIB),
            HeapLeaks::toSwap));
  }

  /** A leaking service and how much it leaks in all. */
  private record Heap(Proc proc, double own, double rise) {}

  private static Heap heap(World w) {
    Proc proc = w.service(w.dice.pick(NAMES));
    double own = w.dice.logUniform(0.003, 0.08) * w.memory;
    return new Heap(proc, own, Rise.ofProcess(w, own));
  }

  private static Truth.Leak truth(World w, Heap heap, Signal leaked, String... shapes) {
    Truth.Leak leak = new Truth.Leak();
    leak.by(heap.proc).on(Category.ANONYMOUS).shaped(shapes);
    leak.leaked(Unit.BYTES, leaked);
    w.truth.leaks.add(leak);
    return leak;
  }

  private static Signal noise(World w, double rise, double low, double high) {
    double tau = w.dice.logUniform(w.schedule.interval(), w.span() / 60);
    return Noise.drifting(w.dice, rise * w.dice.logUniform(low, high), tau);
  }

  private static void linear(World w) {
    Heap heap = heap(w);
    Signal leaked = Signals.linear(heap.rise / w.hours());
    Signal level = Signal.constant(heap.own).plus(leaked).plus(noise(w, heap.rise, 0.002, 0.04));
    heap.proc.anon =
        w.dice.chance(0.5) ? level : level.inChunks(Math.min(heap.rise / 60, 4 * World.MIB));
    w.truth.hostLoss = heap.rise / w.hours();
    truth(w, heap, leaked, "linear");
  }

  private static void teeth(World w) {
    Heap heap = heap(w);
    double count = w.dice.logUniform(12, 80);
    double length = w.span() / count;
    Signal leaked = Signals.linear(heap.rise / w.hours());
    double height = heap.rise * w.dice.logUniform(0.25, 2);
    heap.proc.anon =
        Signal.constant(heap.own)
            .plus(leaked)
            .plus(Noise.teeth(w.dice, height, length))
            .plus(noise(w, heap.rise, 0.002, 0.02));
    // A tooth of a few samples is only noise to whoever looks.
    boolean visible = length > 4 * w.schedule.interval();
    truth(
        w,
        heap,
        leaked,
        visible ? new String[] {"rising-floor"} : new String[] {"rising-floor", "linear"});
  }

  private static void fewTeeth(World w) {
    Heap heap = heap(w);
    double length = w.span() / w.dice.uniform(4.5, 9);
    Signal leaked = Signals.linear(heap.rise / w.hours());
    double height = heap.rise * w.dice.uniform(0.3, 1.2);
    heap.proc.anon =
        Signal.constant(heap.own)
            .plus(leaked)
            .plus(Noise.teeth(w.dice, height, length))
            .plus(noise(w, heap.rise, 0.002, 0.02));
    truth(w, heap, leaked, "rising-floor");
  }

  private static void underNoise(World w) {
    Heap heap = heap(w);
    Signal leaked = Signals.linear(heap.rise / w.hours());
    double tau = w.dice.logUniform(w.schedule.interval(), w.span() / 150);
    heap.proc.anon =
        Signal.constant(heap.own + heap.rise)
            .plus(leaked)
            .plus(Noise.drifting(w.dice, heap.rise / w.dice.uniform(2, 4), tau));
    truth(w, heap, leaked, "linear", "noisy");
  }

  private static void cycle(World w, double period) {
    Heap heap = heap(w);
    Signal cycle = Signals.cycle(period, w.dice.uniform(0, 1));
    w.load = cycle.times(0.5).plus(Noise.drifting(w.dice, 0.04, 600)).plus(0.1).atLeast(0.02);
    Signal leaked = Signals.linear(heap.rise / w.hours());
    heap.proc.anon =
        Signal.constant(heap.own)
            .plus(cycle.times(heap.rise * w.dice.logUniform(0.3, 2)))
            .plus(leaked)
            .plus(noise(w, heap.rise, 0.005, 0.05));
    truth(w, heap, leaked, "rising-floor", "linear");
  }

  private static void dailyCycle(World w) {
    cycle(w, Signals.DAY);
  }

  private static void hourlyCycle(World w) {
    cycle(w, Signals.HOUR);
  }

  private static void accelerating(World w) {
    Heap heap = heap(w);
    Signal leaked = Signals.accelerating(heap.rise, w.span(), w.dice.uniform(2, 4));
    heap.proc.anon = Signal.constant(heap.own).plus(leaked).plus(noise(w, heap.rise, 0.002, 0.03));
    truth(w, heap, leaked, "accelerating");
  }

  private static void lateOnset(World w) {
    Heap heap = heap(w);
    double onset = w.span() * w.dice.uniform(0.3, 0.6);
    double perHour = heap.rise / (w.span() - onset) * Signals.HOUR;
    Signal leaked = Signals.onset(onset, perHour);
    heap.proc.anon = Signal.constant(heap.own).plus(leaked).plus(noise(w, heap.rise, 0.002, 0.03));
    truth(w, heap, leaked, "linear", "accelerating").leaked(Unit.BYTES, Signals.linear(perHour));
  }

  private static void perWork(World w) {
    Heap heap = heap(w);
    double[] levels = new double[w.dice.between(8, 24)];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = w.dice.uniform(0.08, 1);
    }
    Signal work = Signals.stretches(levels, w.span());
    w.load = work.plus(Noise.drifting(w.dice, 0.03, 120)).atLeast(0.02);
    Signal done = Signals.integral(work, w.span(), 2000);
    Signal leaked = done.times(heap.rise / done.at(w.span()));
    heap.proc.anon = Signal.constant(heap.own).plus(leaked).plus(noise(w, heap.rise, 0.002, 0.03));
    truth(w, heap, leaked, "linear", "bursts", "accelerating");
  }

  private static void bursts(World w) {
    Heap heap = heap(w);
    int count = w.dice.between(10, 60);
    double every = w.span() / count;
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = (i + w.dice.uniform(0.35, 0.65)) * every;
    }
    heap.proc.anon =
        Signal.constant(heap.own)
            .plus(Signals.jumps(times, heap.rise / count))
            .plus(noise(w, heap.rise, 0.001, 0.01));
    truth(w, heap, Signals.linear(heap.rise / w.hours()), "bursts", "linear");
  }

  private static void busyHost(World w) {
    linear(w);
    double size = w.memory * w.dice.uniform(0.2, 0.9);
    w.cache = w.cache.plus(Signals.linear(size / w.hours()));
    w.load = w.load.plus(0.2);
    w.transients = w.load.times(20);
    w.io = w.io.plus(40 * World.MIB);
  }

  private static void toSwap(World w) {
    Heap small = heap(w);
    double anon = w.procs.stream().mapToDouble(proc -> proc.anon.at(0)).sum();
    // Others need most of the memory, so that it is the leak that drives pages out.
    Proc database = w.service("mysqld");
    database.anon = Signal.constant(Math.max(0, w.memory * 0.45 - anon));
    double rise = w.memory * 0.5 - small.own + w.swap * w.dice.uniform(0.1, 0.5);
    Heap heap = new Heap(small.proc, small.own, rise);
    Signal leaked = Signals.linear(rise / w.hours());
    heap.proc.anon = Signal.constant(heap.own).plus(leaked).plus(noise(w, rise, 0.002, 0.02));
    w.truth.hostLoss = rise / w.hours();
    truth(w, heap, leaked, "linear");
  }
}
