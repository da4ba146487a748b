package io.memledger.corpus.leaks;

import static io.memledger.corpus.machine.Scenario.leak;

import io.memledger.corpus.machine.Group;
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
import java.util.ArrayList;
import java.util.List;

/** Worlds of many alike, in which one leaks or none: JVMs of services, tenants of a host. */
public final class OneOfMany {
  private static final String[] SERVICES = {
    "orders", "billing", "search", "catalog", "auth", "mail", "reports", "stock", "gateway", "audit"
  };

  private OneOfMany() {}

  public static List<Scenario> all() {
    return List.of(
        leak("one-jvm-of-many", jvmNeeds(1800), w -> leakOf(w, jvms(w))),
        leak("pid-namespace-leak", namespaceNeeds(1800), w -> leakOf(w, tenants(w))));
  }

  public static Needs jvmNeeds(double least) {
    return Needs.any().memory(8 * World.GIB, 256 * World.GIB).span(least, 2 * Signals.DAY);
  }

  public static Needs namespaceNeeds(double least) {
    Needs needs = Needs.any().cgroups(Needs.Cgroups.V2).since(515);
    return needs.memory(4 * World.GIB, 256 * World.GIB).span(least, 3 * Signals.DAY);
  }

  /**
   * JVMs of services that have nothing to do with each other: each touches its heap once, at a time
   * of its own, and collects what it needs no more. One that warmed up long before.
   */
  public static Proc jvms(World w) {
    int count = w.dice.between(3, 9);
    double each = (0.8 * w.memory - w.settled()) / (count + 2) * w.dice.uniform(0.3, 1);
    int first = w.dice.between(0, SERVICES.length - 1);
    List<Proc> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = SERVICES[(first + i) % SERVICES.length];
      Proc proc = w.proc("java", w.group("/system.slice/" + name + ".service"));
      double heap = each * w.dice.uniform(0.4, 1.6);
      proc.cmdline = cmdline(name, heap);
      proc.libraries = 24 * World.MIB;
      proc.threads = Signal.constant(w.dice.between(25, 120));
      proc.files = Signal.constant(w.dice.between(60, 400));
      proc.reserved = Signal.constant(heap + 1.3 * World.GIB);
      double warm = w.span() * w.dice.uniform(0.08, 0.45);
      double from = i == 0 ? -2 * warm : w.dice.uniform(-warm, 0.97 * w.span() - warm);
      double idle = heap * w.dice.uniform(0.1, 0.3);
      double young = heap * w.dice.uniform(0.02, 0.1);
      Signal touched =
          Rhythms.warmUp(from, from + warm, heap - idle, w.dice.uniform(1, 3))
              .inChunks(Math.max(World.MIB, heap / 60));
      proc.anon =
          Signal.constant(idle)
              .plus(touched)
              .plus(Noise.teeth(w.dice, young, w.dice.logUniform(8, Math.max(20, w.span() / 30))))
              .plus(Rhythms.wandering(w, heap * w.dice.logUniform(0.001, 0.01)));
      if (from > 0 && w.dice.chance(0.5)) {
        proc.life(from - w.dice.uniform(0, 5), Double.POSITIVE_INFINITY);
      }
      all.add(proc);
    }
    Truth.Mover mover = new Truth.Mover().on(Category.ANONYMOUS);
    all.subList(1, count).forEach(mover::by);
    w.truth.movers.add(mover.shaped("saturating", "step", "flat", "noisy", "cyclic", "too-short"));
    return all.get(0);
  }

  private static String cmdline(String name, double heap) {
    return String.join(
        "\0",
        "/usr/lib/jvm/java-17/bin/java",
        "-Xmx" + Math.round(heap / World.MIB) + "m",
        "-jar",
        "/opt/" + name + "/" + name + ".jar",
        "");
  }

  /**
   * A host of many tenants, seen from inside the container of one: its processes hold about a tenth
   * of AnonPages; what the others do shows in the host's figures and has no process.
   */
  public static Proc tenants(World w) {
    w.view = World.View.CONTAINER;
    // Others are deployed, warm up, follow the day, and go.
    double others = (0.8 * w.memory - w.settled()) * w.dice.uniform(0.2, 0.5);
    double moving = others * w.dice.uniform(0.1, 0.6);
    Group elsewhere = w.group("/kubepods.slice/elsewhere.scope");
    Proc steady = w.proc("tenants", elsewhere);
    steady.anon =
        Signal.constant(others - moving)
            .plus(Rhythms.cycles(w.dice, Signals.DAY, 0.2).times(moving * 0.5))
            .plus(Rhythms.wandering(w, moving * 0.05));
    double from = w.span() * w.dice.uniform(-0.2, 0.7);
    Proc deployed = w.proc("tenant", elsewhere);
    deployed
        .life(from, from + w.span() * w.dice.uniform(0.3, 2))
        .anon(Signals.saturating(moving * 0.5, w.span() * w.dice.uniform(0.02, 0.15)).from(from));
    double anon = w.procs.stream().mapToDouble(proc -> proc.anon.at(0)).sum();
    double own = anon * w.dice.uniform(0.05, 0.16);
    Group inside = w.group("/");
    double[] shares = {0.03, 0.6, 0.25, 0.12};
    String[] names = {"tini", "node", "nginx", "node"};
    int pid = 1;
    Proc main = null;
    for (int i = 0; i < shares.length; i++) {
      Proc proc = new Proc(pid, names[i], inside);
      proc.inside = true;
      proc.parent = i == 0 ? 0 : 1;
      proc.anon =
          Signal.constant(own * shares[i])
              .plus(Noise.teeth(w.dice, own * shares[i] * 0.1, w.dice.logUniform(10, 300)))
              .plus(Rhythms.wandering(w, own * shares[i] * 0.01));
      proc.life(-w.schedule.uptime() * w.dice.uniform(0.2, 0.8), Double.POSITIVE_INFINITY);
      w.procs.add(proc);
      main = i == 1 ? proc : main;
      pid += w.dice.between(5, 20);
    }
    return main;
  }

  /** This one leaks as well: naming its name is true enough, naming another is not. */
  private static void leakOf(World w, Proc proc) {
    double rise = Rise.ofProcess(w, proc.anon.at(0));
    Signal leaked = Signals.linear(rise / w.hours());
    proc.anon = proc.anon.plus(leaked);
    Truth.Leak leak = new Truth.Leak();
    leak.by(proc).on(Category.ANONYMOUS).shaped("linear", "rising-floor", "noisy");
    leak.who.removeIf(who -> who.kind() == Subject.Kind.PROCESS_GROUP);
    leak.by(Subject.Kind.CGROUP, proc.group.path);
    leak.along(Subject.Kind.PROCESS_GROUP, proc.name);
    leak.leaked(Unit.BYTES, leaked);
    w.truth.leaks.add(leak);
  }
}
