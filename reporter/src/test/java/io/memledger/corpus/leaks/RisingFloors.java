package io.memledger.corpus.leaks;

import static io.memledger.corpus.machine.Scenario.leak;

import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Noise;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Rhythms;
import io.memledger.corpus.machine.Rise;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.Signal;
import io.memledger.corpus.machine.Signals;
import io.memledger.corpus.machine.Truth;
import io.memledger.corpus.machine.World;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.List;

/** Heaps that fall again and again, and never as far as the time before. */
public final class RisingFloors {
  private RisingFloors() {}

  public static List<Scenario> all() {
    Needs large = Needs.any().memory(2 * World.GIB, 256 * World.GIB);
    return List.of(
        leak(
            "rising-floor-partial-falls",
            Needs.any().memory(2 * World.GIB, 256 * World.GIB).span(3600, 5 * Signals.DAY),
            RisingFloors::partialFalls),
        leak(
            "rising-floor-daily",
            Needs.any()
                .memory(2 * World.GIB, 256 * World.GIB)
                .span(5 * Signals.DAY, 7 * Signals.DAY)
                .snapshots(1000),
            w -> cycle(w, Signals.DAY)),
        leak(
            "rising-floor-cycle",
            Needs.any().memory(2 * World.GIB, 256 * World.GIB).span(3600, 2 * Signals.DAY),
            w -> cycle(w, w.span() / w.dice.uniform(5, 7))),
        leak("rising-floor-teeth", large.span(1800, 2 * Signals.DAY), RisingFloors::teeth));
  }

  /** A leaking service, the rise of its floor, and what it takes and gives back above that. */
  private static void story(
      World w, double own, double rise, Signal above, double noise, String... shapes) {
    Proc proc = w.service(w.dice.pick(HeapLeaks.NAMES));
    Signal leaked = Signals.linear(rise / w.hours());
    proc.anon =
        Signal.constant(own).plus(leaked).plus(above).plus(Rhythms.wandering(w, noise)).atLeast(0);
    Truth.Leak leak = new Truth.Leak();
    leak.by(proc).on(Category.ANONYMOUS).shaped("rising-floor").shaped(shapes);
    leak.leaked(Unit.BYTES, leaked);
    if (w.view == World.View.MEMINFO) {
      // Nobody can be named; the host's used memory is the line that rises.
      leak.by(Subject.Kind.HOST, null).shaped("linear");
    }
    w.truth.leaks.add(leak);
  }

  private static double own(World w) {
    return w.dice.logUniform(0.005, 0.05) * w.memory;
  }

  private static double noise(World w, double swing) {
    return swing * w.dice.logUniform(0.005, 0.05);
  }

  private static void partialFalls(World w) {
    w.perhapsMeminfoOnly();
    double own = own(w);
    double times = w.dice.uniform(0.4, 1.2);
    double rise = Rise.ofProcess(w, own, 2 * times);
    int falls = w.dice.between(10, 30);
    Signal above = Rhythms.partialFalls(w.dice, times * rise, w.span(), falls);
    story(w, own, rise, above, noise(w, rise * times), "linear");
  }

  /** The swing is two to four times what leaks over five to seven cycles. */
  private static void cycle(World w, double period) {
    w.perhapsMeminfoOnly();
    double own = own(w);
    double times = w.dice.uniform(2, 4);
    double rise = Rise.ofProcess(w, own, times);
    Signal cycle = Rhythms.cycles(w.dice, period, 0.12);
    w.load = cycle.times(0.5).plus(Noise.drifting(w.dice, 0.04, 600)).plus(0.1).atLeast(0.02);
    story(w, own, rise, cycle.times(times * rise), noise(w, times * rise), "linear");
  }

  /** Eight to fifteen teeth whose floor rises by a fifth of a tooth to a whole one. */
  private static void teeth(World w) {
    w.perhapsMeminfoOnly();
    double own = own(w);
    double times = 1 / w.dice.logUniform(0.2, 1);
    double rise = Rise.ofProcess(w, own, times);
    double length = w.span() / w.dice.uniform(8, 15);
    story(w, own, rise, Noise.teeth(w.dice, times * rise, length), noise(w, times * rise));
  }
}
