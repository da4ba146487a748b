package io.memledger.corpus.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The processes that a machine has anyway: services, their workers, shells, and their habits. */
public final class Population {
  private static final String[] DAEMONS = {
    "systemd-journal",
    "systemd-udevd",
    "systemd-logind",
    "dbus-daemon",
    "sshd",
    "cron",
    "chronyd",
    "rsyslogd",
    "polkitd",
    "irqbalance",
    "agetty",
    "snapd",
    "fail2ban-server",
    "auditd",
    "atd",
    "lldpd",
    "smartd",
    "rpcbind",
    "unattended-upgr",
    "NetworkManager",
    "node_exporter",
    "filebeat",
    "telegraf",
    "zabbix_agentd",
    "containerd",
    "dockerd",
    "postfix",
    "dnsmasq",
    "haproxy",
    "keepalived",
  };
  private static final String[] SERVICES = {
    "mysqld",
    "redis-server",
    "memcached",
    "java",
    "node",
    "python3",
    "beam.smp",
    "etcd",
    "mongod",
    "prometheus",
    "grafana",
    "kubelet",
    "coredns",
    "vector",
    "envoy",
    "consul",
    "nats-server",
  };
  private static final String[] SHARED_GROUPS = {
    "/system.slice/ssh.service", "/system.slice/cron.service", "/user.slice/user-1000.slice",
  };
  private static final String[] FAMILIES = {"nginx", "postgres", "php-fpm", "apache2", "gunicorn"};

  private Population() {}

  static void settle(World world) {
    Dice dice = world.dice;
    Proc init = new Proc(1, "systemd", world.group("/init.scope"));
    init.anon = Signal.constant(5 * World.MIB);
    world.procs.add(init);
    List<String> daemons = new ArrayList<>(List.of(DAEMONS));
    shuffle(daemons, dice);
    for (String name : daemons.subList(0, dice.between(8, DAEMONS.length - 4))) {
      // A group each would be true of systemd, and most of an archive's bytes.
      Proc proc = world.proc(name, world.group(dice.pick(SHARED_GROUPS)));
      proc.libraries = dice.logUniform(2 * World.MIB, 12 * World.MIB);
      proc.anon =
          small(
              world,
              dice.logUniform(0.5 * World.MIB, Math.min(60 * World.MIB, world.memory / 150)));
    }
    List<String> services = new ArrayList<>(List.of(SERVICES));
    shuffle(services, dice);
    int count = dice.between(2, 6);
    double share = dice.uniform(0.06, 0.3) / count;
    for (String name : services.subList(0, count)) {
      Proc proc = world.service(name);
      proc.anon = habit(world, world.memory * share * dice.uniform(0.3, 1.7));
    }
    for (int i = dice.between(0, 2); i > 0; i--) {
      family(world, FAMILIES[dice.between(0, FAMILIES.length - 1)], dice.between(2, 12));
    }
  }

  private static void shuffle(List<String> names, Dice dice) {
    for (int i = names.size() - 1; i > 0; i--) {
      Collections.swap(names, i, dice.between(0, i));
    }
  }

  /** What processes must not move by accident if a machine is to count as quiet. */
  static double quiet(World world) {
    return 0.15 * Math.max(16 * World.MIB, world.memory * 0.0025);
  }

  private static Signal small(World world, double size) {
    return Signal.constant(size)
        .plus(Noise.drifting(world.dice, size * 0.01, 300))
        .inChunks(256 * 1024);
  }

  /** A large process at work, with a level to which it comes back. */
  static Signal habit(World world, double size) {
    Dice dice = world.dice;
    double sd = Math.min(size * dice.logUniform(0.002, 0.03), 4 * quiet(world));
    Signal level =
        Signal.constant(size).plus(Noise.drifting(dice, sd, dice.logUniform(20, world.span() / 8)));
    switch (dice.between(0, 5)) {
      case 0:
        double height = Math.min(size * 0.2, 6 * quiet(world));
        return level.plus(Noise.teeth(dice, height, dice.logUniform(5, 240)));
      case 1:
        return level.plus(world.load.times(Math.min(size * 0.1, 3 * quiet(world))));
      case 2:
        return level.plus(Noise.peaks(dice, Math.min(size * 0.05, 3 * quiet(world)), 400, 30));
      case 3:
        return level.plus(Noise.walk(dice, 0.3 * quiet(world), world.span())).atLeast(size / 2);
      case 4:
        return level.inSteps(2 * World.MIB);
      default:
        return level;
    }
  }

  /** A master and its workers, which share the pages of before their fork. */
  public static List<Proc> family(World world, String name, int workers) {
    Dice dice = world.dice;
    double forked = Math.min(world.memory / 100, dice.logUniform(2 * World.MIB, 120 * World.MIB));
    double own =
        Math.min(world.memory / 40 / workers, dice.logUniform(2 * World.MIB, 90 * World.MIB));
    Proc master = world.service(name);
    master.anon = Signal.constant(2 * World.MIB);
    master.ownsForked = true;
    List<Proc> family = new ArrayList<>(List.of(master));
    for (int i = 0; i < workers; i++) {
      Proc worker = world.proc(name, master.group);
      worker.parent = master.pid;
      worker.libraries = master.libraries;
      worker.anon =
          Signal.constant(own * dice.uniform(0.7, 1.3))
              .plus(Noise.drifting(dice, Math.min(own * 0.03, quiet(world) / workers), 120));
      family.add(worker);
    }
    for (Proc one : family) {
      one.forked = forked;
      one.sharers = workers + 1;
    }
    return family;
  }
}
