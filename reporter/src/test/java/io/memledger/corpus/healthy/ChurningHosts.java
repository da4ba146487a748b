package io.memledger.corpus.healthy;

import static io.memledger.corpus.machine.Scenario.benign;

import io.memledger.corpus.leaks.OneOfMany;
import io.memledger.corpus.machine.Group;
import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Noise;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Rhythms;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.Signal;
import io.memledger.corpus.machine.Signals;
import io.memledger.corpus.machine.World;
import java.util.List;

/** Hosts on which processes come and go all the time, and with them the memory. */
public final class ChurningHosts {
  private static final String[] COMPILERS = {"cc1plus", "rustc", "javac", "cc1", "clang", "go"};

  private ChurningHosts() {}

  public static List<Scenario> all() {
    return List.of(
        benign(
            "churning-build-host",
            Needs.any().memory(4 * World.GIB, 128 * World.GIB).span(75, 3 * Signals.HOUR),
            ChurningHosts::build),
        benign("many-jvms", OneOfMany.jvmNeeds(90), OneOfMany::jvms),
        benign(
            "desktop",
            Needs.any()
                .cgroups(Needs.Cgroups.V2)
                .since(515)
                .memory(4 * World.GIB, 64 * World.GIB)
                .span(Signals.HOUR, 10 * Signals.HOUR),
            ChurningHosts::desktop),
        benign("pid-namespace", OneOfMany.namespaceNeeds(Signals.HOUR), w -> OneOfMany.tenants(w)));
  }

  /** Builds, one after the other: many compilers, a linker at the end, files all the while. */
  private static void build(World w) {
    Group group = w.group("/user.slice/user-1000.slice");
    double room = 0.5 * (0.85 * w.memory - w.settled());
    int jobs = Math.max(2, (int) (w.cpus * w.dice.uniform(0.5, 1.3)));
    double largest = Math.min(1.2 * World.GIB, 2 * room / jobs);
    double lasting = w.dice.logUniform(2, 25);
    String compiler = w.dice.pick(COMPILERS);
    double build = Math.max(40, w.dice.logUniform(w.span() / 8, w.span()));
    double t = -w.dice.uniform(0, build);
    while (t < w.span()) {
      double end = t + build * w.dice.uniform(0.6, 1.3);
      for (int job = 0; job < jobs; job++) {
        for (double at = t; at < end - lasting; ) {
          double to = at + lasting * w.dice.logUniform(0.2, 4);
          if (to > 0) {
            compile(w, w.proc(compiler, group), at, to, w.dice.logUniform(0.02, 1) * largest);
          }
          at = to + w.dice.uniform(0, 0.3 * lasting);
        }
      }
      compile(w, w.proc("ld", group), end - lasting, end + lasting, room * 0.5);
      t = end + lasting + w.dice.logUniform(0.02, 0.6) * build;
    }
    if (w.dice.chance(0.5)) {
      Proc daemon = w.proc("java", w.group("/user.slice/user-1000.slice"));
      double heap = room * w.dice.uniform(0.1, 0.4);
      double from = w.span() * w.dice.uniform(-0.5, 0.3);
      daemon.anon =
          Rhythms.warmUp(from, from + w.span() * w.dice.uniform(0.2, 0.6), heap, 2)
              .plus(Noise.teeth(w.dice, heap * 0.1, w.dice.logUniform(5, 60)));
    }
    files(w, w.memory * w.dice.logUniform(0.01, 0.25));
    w.load = w.load.plus(0.4).atMost(1);
    w.transients = w.load.times(w.dice.between(10, 40));
  }

  private static void compile(World w, Proc proc, double from, double to, double size) {
    double length = to - from;
    Signal growing = Signals.saturating(size, length * w.dice.uniform(0.2, 0.8)).from(from);
    proc.life(from, to).anon(growing.plus(4 * World.MIB));
    proc.libraries = 20 * World.MIB;
  }

  /** What is read and written stays cached, with its names, inodes and a little beside. */
  private static void files(World w, double bytes) {
    Signal come = Signals.linear(bytes / w.hours());
    w.cache = w.cache.plus(come);
    w.io = w.io.plus(bytes / w.span());
    double number = bytes / w.dice.logUniform(8 * 1024, 512 * 1024);
    Signal files = come.times(number / bytes);
    for (String cache : new String[] {"dentry", "ext4_inode_cache", "buffer_head"}) {
      w.grow(cache, files);
    }
    w.grow("radix_tree_node", files.times(0.3));
    // Locks, labels and marks of inodes: a thousandth of what they are for.
    double beside = bytes * w.dice.logUniform(0.0005, 0.004);
    for (String cache : new String[] {w.kernel.kmalloc(64), w.kernel.kmalloc(256)}) {
      double each = w.slab(cache).bytesEach();
      w.grow(cache, come.times(beside / bytes / 2 / each));
    }
  }

  /** A browser whose tabs are opened, read and closed; a shell, an editor, and pauses. */
  private static void desktop(World w) {
    Group browser = w.group("/user.slice/user-1000.slice/user@1000.service/app.slice/web.scope");
    Group session = w.group("/user.slice/user-1000.slice/user@1000.service/session.slice");
    double room = 0.6 * (0.85 * w.memory - w.settled());
    Proc main = w.proc("firefox", browser);
    double own = room * w.dice.uniform(0.05, 0.15);
    main.anon =
        Signal.constant(own)
            .plus(Signals.saturating(own * w.dice.uniform(0, 0.8), w.span() / 4))
            .plus(Rhythms.wandering(w, own * 0.08))
            .atLeast(own / 2);
    Proc shell = w.proc("gnome-shell", session);
    shell.anon = Signal.constant(250 * World.MIB).plus(Rhythms.wandering(w, 10 * World.MIB));
    double tabs = w.dice.uniform(5, 25);
    double largest = Math.min(700 * World.MIB, 1.5 * room / tabs);
    double reading = w.dice.logUniform(0.05, 1.5) * Signals.HOUR;
    // From a session that begins with few tabs to one that is as full as it gets.
    int open = (int) (tabs * w.dice.uniform(0, 1));
    for (double t = 0; t < w.span(); ) {
      for (; open > 0; open--) {
        tab(w, main, t - reading * w.dice.uniform(0, 1), t + reading * gap(w), largest);
      }
      double pause = w.dice.chance(0.02) ? Signals.HOUR * w.dice.uniform(0.3, 1.5) : 0;
      t += pause + reading / tabs * gap(w);
      open = 1;
    }
    w.cache = w.cache.plus(Signals.saturating(w.memory * w.dice.uniform(0.02, 0.2), w.span() / 2));
    w.transients = w.load.times(6);
  }

  /** Mean about 1, never very long. */
  private static double gap(World w) {
    return w.dice.logUniform(0.2, 3);
  }

  private static void tab(World w, Proc parent, double from, double to, double largest) {
    Proc tab = w.proc("Isolated Web Co", parent.group);
    tab.parent = parent.pid;
    tab.libraries = 60 * World.MIB;
    double size = largest * w.dice.logUniform(0.06, 1);
    tab.life(from, to)
        .anon(
            Signals.saturating(size, w.dice.uniform(5, 300))
                .from(from)
                .plus(Noise.peaks(w.dice, size * 0.15, 200, 20))
                .plus(Rhythms.wandering(w, size * 0.04))
                .atLeast(size / 10));
  }
}
