package io.memledger.corpus.parts;

import io.memledger.replay.Expanded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A part of a capture.
 *
 * @param name what is left, or what was taken away
 * @param files kinds of paths that are left
 * @param lines fields of meminfo that are left, of those that there are
 */
record Part(String name, Predicate<String> files, Predicate<String> lines) {
  private static final String MEMINFO = "proc/meminfo";
  private static final Set<String> TIME = Set.of("proc/uptime", "proc/stat");

  /** The same counters stand there as well: a line is gone only where these are, too. */
  private static final Set<String> TWICE = Set.of("proc/vmstat", "proc/zoneinfo");

  static List<Part> withoutEachFile(Expanded whole) {
    return whole.kinds().stream()
        .map(k -> new Part("without " + k, f -> !f.equals(k), l -> true))
        .toList();
  }

  static List<Part> withoutEachLine(Expanded whole) {
    return fields(whole).stream().map(line -> without(Set.of(line))).toList();
  }

  static List<Part> withoutEachPair(Expanded whole) {
    List<Part> parts = new ArrayList<>();
    List<String> fields = fields(whole);
    for (int i = 0; i < fields.size(); i++) {
      for (int j = i + 1; j < fields.size(); j++) {
        parts.add(without(Set.of(fields.get(i), fields.get(j))));
      }
    }
    return parts;
  }

  private static Part without(Set<String> lines) {
    return new Part(
        "without " + new TreeSet<>(lines), f -> !TWICE.contains(f), l -> !lines.contains(l));
  }

  /** What other tools print, and what single files hold. */
  static List<Part> ofPeers() {
    return List.of(
        of("free", "MemTotal MemFree MemAvailable Buffers Cached Shmem SwapTotal SwapFree"),
        of("old free", "MemTotal MemFree Buffers Cached SwapTotal SwapFree"),
        of("sar -r", "MemTotal MemFree MemAvailable Buffers Cached Active Inactive Dirty"),
        of(
            "sar -r ALL",
            "MemTotal MemFree MemAvailable Buffers Cached Active Inactive Dirty AnonPages Slab"
                + " KernelStack PageTables VmallocUsed"),
        of(
            "top",
            "MemTotal MemFree MemAvailable Buffers Cached SReclaimable SwapTotal SwapFree",
            "proc/pids/stat"),
        of(
            "atop",
            "MemTotal MemFree MemAvailable Buffers Cached Slab SReclaimable Shmem PageTables"
                + " SwapTotal SwapFree HugePages_Total Hugepagesize",
            "proc/pids/stat",
            "proc/vmstat"),
        of("vmstat", "MemFree Buffers Cached SwapFree"),
        of("ps", "", "proc/pids/stat"),
        of("status", "", "proc/<pid>/status"),
        of("smaps_rollup", "", "proc/<pid>/smaps_rollup"),
        of("slabinfo", "", "proc/slabinfo"),
        of("vmstat file", "", "proc/vmstat"),
        of("zoneinfo", "", "proc/zoneinfo"),
        of("memory.stat", "", "sys/fs/cgroup/<cgroup>/memory.stat"),
        new Part("meminfo", MEMINFO::equals, l -> true));
  }

  private static Part of(String name, String fields, String... files) {
    Set<String> left = Set.of(files);
    Set<String> lines = new TreeSet<>(Arrays.asList(fields.split(" ")));
    return new Part(
        name,
        f -> left.contains(f) || TIME.contains(f) || f.equals(MEMINFO) && !fields.isEmpty(),
        lines::contains);
  }

  /** Fields of meminfo, in their order. */
  static List<String> fields(Expanded whole) {
    return whole.first(MEMINFO).lines().map(l -> l.split(":")[0]).toList();
  }

  byte[] of(Expanded whole) {
    return whole.without(
        (path, text) -> {
          if (!files.test(Expanded.kind(path))) {
            return null;
          }
          return path.equals(MEMINFO) ? meminfo(text) : text;
        });
  }

  private byte[] meminfo(byte[] text) {
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .filter(l -> lines.test(l.split(":")[0]))
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
