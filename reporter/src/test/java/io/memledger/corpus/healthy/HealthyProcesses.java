package io.memledger.corpus.healthy;

import static io.memledger.corpus.machine.Scenario.benign;

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
import java.util.List;

/** Processes that grow, and do not leak. */
public final class HealthyProcesses {
  private HealthyProcesses() {}

  public static List<Scenario> all() {
    return List.of(
        benign("idle", Needs.any(), HealthyProcesses::idle),
        benign("busy-steady", Needs.any(), HealthyProcesses::busy),
        benign("warm-up-short", Needs.any().span(600, Signals.DAY), HealthyProcesses::warmUpShort),
        benign(
            "warm-up-long", Needs.any().span(1800, 2 * Signals.DAY), HealthyProcesses::warmUpLong),
        benign("one-step", Needs.any(), HealthyProcesses::oneStep),
        benign("deploy-steps", Needs.any().span(3600, 2 * Signals.DAY), HealthyProcesses::steps),
        benign(
            "sawtooth-flat-floor", Needs.any().span(300, Signals.DAY), HealthyProcesses::sawtooth),
        benign(
            "daily-cycle",
            Needs.any().span(2 * Signals.DAY, 7 * Signals.DAY).snapshots(1000),
            HealthyProcesses::dailyCycle),
        benign(
            "daily-cycle-part",
            Needs.any().span(6 * Signals.HOUR, 20 * Signals.HOUR),
            HealthyProcesses::dailyCycle),
        benign(
            "hourly-cycle",
            Needs.any().span(5 * Signals.HOUR, Signals.DAY),
            w -> cycle(w, Signals.HOUR)),
        benign("random-walk", Needs.any().span(600, 2 * Signals.DAY), HealthyProcesses::randomWalk),
        benign("batch-job", Needs.any().span(1800, 2 * Signals.DAY), HealthyProcesses::batch),
        benign(
            "batch-job-running",
            Needs.any().span(1800, 2 * Signals.DAY),
            HealthyProcesses::batchRuns),
        benign("virtual-growth", Needs.any(), HealthyProcesses::virtual),
        benign("scale-out", Needs.any().span(600, 2 * Signals.DAY), HealthyProcesses::scaleOut),
        benign(
            "cache-with-limit",
            Needs.any().span(1200, 2 * Signals.DAY),
            HealthyProcesses::memcached),
        benign("jvm-to-xmx", Needs.any().span(1200, 2 * Signals.DAY), HealthyProcesses::jvm),
        benign("load-ramp", Needs.any().span(1800, 2 * Signals.DAY), HealthyProcesses::loadRamp),
        benign("process-churn", Needs.any(), HealthyProcesses::churn),
        benign("fork-storm", Needs.any(), HealthyProcesses::forkStorm));
  }

  private static Truth.Mover mover(World w, Proc proc, String... shapes) {
    Truth.Mover mover = new Truth.Mover();
    mover.by(proc).on(Category.ANONYMOUS).shaped(shapes);
    w.truth.movers.add(mover);
    return mover;
  }

  private static double own(World w) {
    return w.dice.logUniform(0.005, 0.06) * w.memory;
  }

  private static Signal jitter(World w, double rise) {
    return Noise.drifting(w.dice, rise * w.dice.logUniform(0.002, 0.03), w.span() / 100);
  }

  private static void idle(World w) {
    w.load = Signal.constant(0.02);
    w.transients = Signal.constant(1);
  }

  private static void busy(World w) {
    w.load = Signal.constant(0.7).plus(Noise.drifting(w.dice, 0.08, 60)).atMost(1);
    w.transients = w.load.times(25);
    w.io = w.io.plus(60 * World.MIB);
    Proc proc = w.service("checkout-api");
    double own = own(w);
    proc.anon =
        Signal.constant(own)
            .plus(Noise.drifting(w.dice, own * 0.06, w.dice.logUniform(5, 120)))
            .plus(Noise.peaks(w.dice, own * 0.4, 200, 20));
    mover(w, proc, "flat", "noisy", "cyclic");
  }

  private static void warmUp(World w, double tau) {
    Proc proc = w.service("catalogd");
    double own = own(w);
    double rise = Rise.ofProcess(w, own);
    proc.anon = Signal.constant(own).plus(Signals.saturating(rise, tau)).plus(jitter(w, rise));
    mover(w, proc, "saturating");
  }

  private static void warmUpShort(World w) {
    warmUp(w, w.span() * w.dice.uniform(0.06, 0.15));
  }

  private static void warmUpLong(World w) {
    warmUp(w, w.span() * w.dice.uniform(0.15, 0.28));
  }

  private static void oneStep(World w) {
    Proc proc = w.service("reportd");
    double own = own(w);
    double rise = Rise.ofProcess(w, own);
    proc.anon =
        Signal.constant(own)
            .plus(Signals.step(w.span() * w.dice.uniform(0.2, 0.75), rise))
            .plus(jitter(w, rise));
    mover(w, proc, "step");
  }

  private static void steps(World w) {
    Proc proc = w.service("appserver");
    double own = own(w);
    double rise = Rise.ofProcess(w, own);
    Signal level = Signal.constant(own).plus(jitter(w, rise));
    int count = w.dice.between(2, 3);
    for (int i = 0; i < count; i++) {
      double when = w.span() * (i + w.dice.uniform(0.2, 0.6)) / count;
      level = level.plus(Signals.step(when, rise / count * w.dice.uniform(0.7, 1.3)));
    }
    proc.anon = level;
    mover(w, proc, "step");
  }

  private static void sawtooth(World w) {
    Proc proc = w.service("java");
    double own = own(w);
    double height = Rise.ofProcess(w, own);
    double length = w.span() / w.dice.logUniform(3.5, 60);
    proc.anon =
        Signal.constant(own).plus(Noise.teeth(w.dice, height, length)).plus(jitter(w, height));
    mover(w, proc, "cyclic", "flat", "noisy");
  }

  private static void dailyCycle(World w) {
    cycle(w, Signals.DAY);
  }

  private static void cycle(World w, double period) {
    Proc proc = w.service("gateway");
    double own = own(w);
    double rise = Rise.ofProcess(w, own);
    Signal cycle = Signals.cycle(period, w.dice.uniform(0, 1));
    w.load = cycle.times(0.5).plus(Noise.drifting(w.dice, 0.04, 600)).plus(0.1).atLeast(0.02);
    proc.anon = Signal.constant(own).plus(cycle.times(rise)).plus(jitter(w, rise));
    Truth.Mover mover = mover(w, proc, "cyclic");
    if (w.span() < 1.2 * period) {
      // Part of a cycle can look like anything that comes and goes.
      mover.shaped("saturating", "noisy", "step", "flat", "linear", "accelerating", "too-short");
    }
  }

  private static void randomWalk(World w) {
    Proc proc = w.service("scorer");
    double own = own(w);
    double sd = Rise.ofProcess(w, own) * w.dice.uniform(0.3, 1);
    proc.anon =
        Signal.constant(own + 2 * sd).plus(Noise.walk(w.dice, sd, w.span())).atLeast(own * 0.2);
    mover(w, proc, "noisy", "flat", "step", "cyclic", "saturating");
  }

  private static void batch(World w) {
    Proc proc = w.proc("etl-batch", w.group("/system.slice/cron.service"));
    double from = w.span() * w.dice.uniform(0.1, 0.5);
    double to = from + w.span() * w.dice.uniform(0.1, 0.4);
    double size = Rise.ofProcess(w, 0);
    proc.life(from, to)
        .anon(Signals.saturating(size, (to - from) / w.dice.uniform(3, 12)).from(from));
    mover(w, proc, "saturating", "step", "noisy", "flat", "too-short", "cyclic");
  }

  private static void batchRuns(World w) {
    Proc proc = w.proc("etl-batch", w.group("/system.slice/cron.service"));
    double from = w.span() * w.dice.uniform(0.3, 0.7);
    double size = Rise.ofProcess(w, 0);
    double tau = (w.span() - from) / w.dice.uniform(5, 15);
    proc.life(from, Double.POSITIVE_INFINITY)
        .anon(Signals.saturating(size, tau).from(from).plus(jitter(w, size)));
    mover(w, proc, "saturating", "step", "too-short", "flat", "noisy");
  }

  private static void virtual(World w) {
    Proc proc = w.service("mapper");
    proc.anon = Signal.constant(own(w));
    double rise = w.memory * w.dice.logUniform(0.1, 20);
    proc.reserved = proc.reserved.plus(Signals.linear(rise / w.hours()));
    mover(w, proc, "linear", "flat");
  }

  private static void scaleOut(World w) {
    double from = w.span() * w.dice.uniform(0.2, 0.7);
    int count = w.dice.between(3, 16);
    double each = Rise.ofProcess(w, 0) / count;
    Truth.Mover mover = new Truth.Mover().on(Category.ANONYMOUS);
    for (int i = 0; i < count; i++) {
      Proc proc = w.proc("web-worker", w.group("/system.slice/web.service"));
      double born = from + i * w.dice.uniform(0, 0.01) * w.span() / count;
      proc.life(born, Double.POSITIVE_INFINITY)
          .anon(Signals.saturating(each, w.span() / 80).from(born).plus(each * 0.2));
      mover.by(proc);
    }
    w.truth.movers.add(mover.shaped("step", "saturating", "flat", "too-short"));
  }

  private static void memcached(World w) {
    Proc proc = w.service("memcached");
    double limit = Rise.ofProcess(w, 0);
    double full = w.span() * w.dice.uniform(0.25, 0.7);
    proc.anon =
        Signals.linear(limit / full * Signals.HOUR)
            .atMost(limit)
            .plus(10 * World.MIB)
            .plus(jitter(w, limit));
    mover(w, proc, "saturating", "step");
  }

  private static void jvm(World w) {
    Proc proc = w.service("java");
    double own = own(w);
    double heap = Rise.ofProcess(w, own);
    double full = w.span() * w.dice.uniform(0.2, 0.6);
    Signal touched = Signals.linear(heap / full * Signals.HOUR).atMost(heap).inChunks(heap / 40);
    proc.anon =
        Signal.constant(own)
            .plus(touched)
            .plus(Noise.drifting(w.dice, heap * 0.004, w.span() / 200));
    mover(w, proc, "saturating", "step");
  }

  private static void loadRamp(World w) {
    Proc proc = w.service("frontend");
    double own = own(w);
    double rise = Rise.ofProcess(w, own);
    double s = w.span();
    Signal ramp =
        Signals.ramp(
            s * w.dice.uniform(0.05, 0.15),
            s * w.dice.uniform(0.3, 0.45),
            s * w.dice.uniform(0.5, 0.6),
            s * w.dice.uniform(0.75, 0.9));
    w.load = ramp.times(0.5).plus(0.2).plus(Noise.drifting(w.dice, 0.03, 200)).atLeast(0.02);
    proc.anon = Signal.constant(own).plus(ramp.times(rise)).plus(jitter(w, rise));
    mover(w, proc, "cyclic", "noisy", "flat", "step");
  }

  private static void churn(World w) {
    w.transients = Signal.constant(w.dice.between(15, 60));
  }

  private static void forkStorm(World w) {
    double from = w.span() * w.dice.uniform(0.2, 0.6);
    double to = from + w.span() * w.dice.uniform(0.05, 0.25);
    Signal storm = Signals.ramp(from, from + 1, to, to + 1);
    w.transients = storm.times(w.dice.between(60, 160)).plus(3);
    w.load = w.load.plus(storm.times(0.5)).atMost(1);
  }
}
