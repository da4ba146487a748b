package io.memledger.corpus.leaks;

import static io.memledger.corpus.machine.Scenario.leak;

import io.memledger.corpus.machine.Group;
import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Rhythms;
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

/**
 * Three to five lives of a process, each ended by the OOM killer and seen eight to fifteen times;
 * the first was under way when the capture began, and the last is when it ends.
 */
public final class KilledLives {
  /** Seconds: below, processes are not looked at in every snapshot. */
  private static final double EVERY_SNAPSHOT = 300;

  private KilledLives() {}

  public static List<Scenario> all() {
    Needs v2 = needs().cgroups(Needs.Cgroups.V2).since(515);
    Needs v1 = needs().cgroups(Needs.Cgroups.V1).since(418).until(608);
    Needs host = needs().since(418).memory(World.GIB, 8 * World.GIB);
    return List.of(
        leak("oom-killed-lives-v2", v2, w -> contained(w, ContainerLeaks.v2Path(w))),
        leak("oom-killed-lives-v1", v1, w -> contained(w, ContainerLeaks.v1Path(w))),
        leak("oom-killed-lives-host", host, KilledLives::onHost));
  }

  private static Needs needs() {
    return Needs.any()
        .memory(2 * World.GIB, 64 * World.GIB)
        .span(EVERY_SNAPSHOT, 6 * Signals.HOUR)
        .few(28, 60);
  }

  private static void contained(World w, String path) {
    Group group = ContainerLeaks.container(w, path);
    double own = group.limit * w.dice.uniform(0.02, 0.25);
    double most = group.limit * 0.99 - 8 * World.MIB;
    group.kills = lives(w, w.proc(name(w), group), own, most);
    w.kills = group.kills;
    w.truth.leaks.get(0).by(Subject.Kind.CGROUP, path);
  }

  /** Without a limit of its own it takes all that the host has. */
  private static void onHost(World w) {
    Proc first = w.service(name(w));
    double most = w.memory * w.dice.uniform(0.9, 0.94) - w.settled();
    w.kills = lives(w, first, most * w.dice.uniform(0.02, 0.2), most);
  }

  private static String name(World w) {
    return w.dice.pick(HeapLeaks.NAMES);
  }

  /** Kills by time. */
  private static Signal lives(World w, Proc first, double own, double most) {
    int snapshots = w.schedule.times().length;
    int lives = Math.max(3, Math.min(5, snapshots / w.dice.between(8, 15)));
    double length = w.span() / (lives - w.dice.uniform(0.3, 1.2));
    double perHour = (most - own) / length * Signals.HOUR;
    List<Double> ends = new ArrayList<>();
    double born = -length * w.dice.uniform(0.15, 0.85);
    Proc life = first;
    while (true) {
      // The faster it fills, the sooner it is killed: each dies at the same size.
      double speed = w.dice.uniform(0.85, 1.15);
      double start = born;
      double end = start + length / speed;
      life.anon =
          Signals.linear(perHour * speed)
              .plus(own - perHour * speed * start / Signals.HOUR)
              .plus(Rhythms.wandering(w, (most - own) * w.dice.logUniform(0.003, 0.02)))
              .atLeast(own / 2)
              .atMost(most);
      life.life(start, end);
      born = end + w.dice.uniform(0.1, 0.2 * w.schedule.interval());
      if (born >= w.span()) {
        break;
      }
      ends.add(end);
      life = w.proc(first.name, first.group);
      life.libraries = first.libraries;
    }
    Truth.Leak leak = new Truth.Leak();
    leak.by(first).by(Subject.Kind.PROCESS, first.name).on(Category.ANONYMOUS);
    leak.shaped("linear", "rising-floor");
    leak.leaked(Unit.BYTES, Signals.linear(perHour));
    w.truth.leaks.add(leak);
    return Signals.jumps(ends.stream().mapToDouble(end -> end).toArray(), 1);
  }
}
