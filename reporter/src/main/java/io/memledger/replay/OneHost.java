package io.memledger.replay;

import io.memledger.archive.EntryName;
import io.memledger.archive.Manifest;
import io.memledger.archive.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notices an archive that holds several machines: their series would be taken for one and cleared
 * as noise. Boots of one machine follow each other, and never come back.
 */
final class OneHost {
  /** A wall clock is set by less than this in a capture, in seconds; a boot moves by more. */
  private static final double SAME_BOOT = 5;

  /** Boots that come back: one may be a damaged uptime, as a single number can be. */
  private static final int FEWEST_COMEBACKS = 2;

  /** Returns of MemTotal to what it was; a balloon that a hypervisor moves does so seldom. */
  private static final int FEWEST_RETURNS = 3;

  /** Of the snapshots: machines that take turns return at each second one. */
  private static final double RETURNING = 0.25;

  /** An archive is hostile: no more folders, boots or texts than this are kept apart. */
  private static final int MOST = 1_000;

  /** What every capture takes, and no two folders of one capture share at one time. */
  private static final Set<String> COMMON =
      Set.of("proc/meminfo", "proc/vmstat", "proc/stat", "proc/uptime", "proc/pids/stat");

  private static final Set<String> NAMELESS =
      Set.of("localhost", "localhost.localdomain", "(none)");

  /** When a path was sampled, first and last, in milliseconds. */
  private record Range(long from, long to) {
    Range with(long stamp) {
      return new Range(Math.min(from, stamp), Math.max(to, stamp));
    }

    /** A moment in common is where one capture ended and the next began. */
    boolean overlaps(Range other) {
      return equals(other) || from < other.to && other.from < to;
    }
  }

  private final Map<String, Map<String, Range>> folders = new LinkedHashMap<>();
  private final Map<String, Manifest> manifests = new LinkedHashMap<>();
  private final List<Double> boots = new ArrayList<>();
  private final Turns ids = new Turns();
  private final Turns kernels = new Turns();
  private final Turns sizes = new Turns();
  private long comebacks;
  private double backTo = Double.NaN;
  private long sized;
  private double size = Double.NaN;

  /** A file of a snapshot. */
  void entry(EntryName name) {
    if (COMMON.contains(name.path()) && (folders.size() < MOST || known(name.folder()))) {
      folders
          .computeIfAbsent(name.folder(), folder -> new LinkedHashMap<>())
          .merge(
              name.path(),
              new Range(name.stamp(), name.stamp()),
              (before, now) -> before.with(name.stamp()));
    }
  }

  private boolean known(String folder) {
    return folders.containsKey(folder);
  }

  void manifest(EntryName name, Manifest manifest) {
    if (manifests.size() < MOST) {
      manifests.putIfAbsent(name.folder(), manifest);
    }
  }

  /**
   * A snapshot in the order of time.
   *
   * @param begins whether a boot begins with it
   * @param memTotal bytes; NaN where it was not captured
   * @param version of the kernel; null where it was not captured
   */
  void snapshot(Seen seen, boolean begins, double memTotal, String version) {
    ids.see(seen.bootId());
    kernels.see(version);
    if (!Double.isNaN(memTotal)) {
      sized++;
      if (memTotal != size) {
        size = memTotal;
        sizes.see(Math.round(memTotal / 1024) + " kB");
      }
    }
    double boot =
        Double.isNaN(seen.bootTime()) ? seen.stamp() / 1000.0 - seen.uptime() : seen.bootTime();
    if (begins && !Double.isNaN(boot)) {
      if (boots.stream().anyMatch(earlier -> Math.abs(earlier - boot) <= SAME_BOOT)) {
        comebacks++;
        backTo = boot;
      } else if (boots.size() < MOST) {
        boots.add(boot);
      }
    }
  }

  /** What shows that there are several machines; null where nothing does. */
  String contradiction() {
    String named = names();
    if (named != null) {
      return "the captures of several hosts (" + named + ")";
    }
    if (ids.returns > 0) {
      return turns("boot ids " + ids.two());
    }
    if (kernels.returns > 0) {
      return turns("kernels " + kernels.two());
    }
    if (sizes.returns >= FEWEST_RETURNS && sizes.returns >= RETURNING * sized) {
      return turns("MemTotal " + sizes.two());
    }
    if (comebacks >= FEWEST_COMEBACKS) {
      String other =
          boots.stream()
              .filter(one -> Math.abs(one - backTo) > SAME_BOOT)
              .map(OneHost::time)
              .findFirst()
              .orElse("another time");
      return turns("booted at " + other + " and " + time(backTo));
    }
    return overlap();
  }

  private static String turns(String what) {
    return "the snapshots of several machines, which take turns in time (" + what + ")";
  }

  private static String time(double seconds) {
    return Instant.ofEpochSecond(Math.round(seconds)).toString();
  }

  /**
   * Names that differ are of several hosts, be they containers of one boot; but for the name that a
   * machine has before it got its own.
   */
  private String names() {
    String host = null;
    for (Manifest one : manifests.values()) {
      String now = one.text("host");
      if (now == null || NAMELESS.contains(now)) {
        continue;
      }
      if (host != null && !host.equals(now)) {
        return Tally.printable(host) + " and " + Tally.printable(now);
      }
      host = now;
    }
    return null;
  }

  /** Folders that hold the same files at the same time, unless their manifests name one boot. */
  private String overlap() {
    List<String> names = new ArrayList<>(folders.keySet());
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        String one = names.get(j);
        String other = names.get(i);
        if (!sameBoot(one, other) && overlap(folders.get(one), folders.get(other))) {
          return "captures that overlap in time (in the folders "
              + Tally.printable(one.isEmpty() ? "." : one)
              + " and "
              + Tally.printable(other)
              + ")";
        }
      }
    }
    return null;
  }

  private boolean sameBoot(String one, String other) {
    Manifest first = manifests.get(one);
    Manifest second = manifests.get(other);
    String id = first == null ? null : first.text("boot_id");
    return id != null && second != null && id.equals(second.text("boot_id"));
  }

  private static boolean overlap(Map<String, Range> one, Map<String, Range> other) {
    return one.entrySet().stream()
        .anyMatch(
            e -> other.containsKey(e.getKey()) && e.getValue().overlaps(other.get(e.getKey())));
  }

  /** A text that changes from snapshot to snapshot, and whether it comes back. */
  private static final class Turns {
    private final Set<String> left = new HashSet<>();
    private String now;
    private String before;
    private long returns;

    void see(String text) {
      if (text == null || text.equals(now)) {
        return;
      }
      if (left.contains(text)) {
        returns++;
      }
      if (now != null && left.size() < MOST) {
        left.add(now);
      }
      before = now;
      now = text;
    }

    String two() {
      return Tally.printable(before) + " and " + Tally.printable(now);
    }
  }
}
