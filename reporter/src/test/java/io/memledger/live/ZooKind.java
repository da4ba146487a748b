package io.memledger.live;

import java.util.List;
import java.util.Set;

/**
 * A program that leaks one thing for real, or only looks so, and what a report must say of it.
 *
 * @param name of the kind, as its program knows it
 * @param source the C source that has it
 * @param rate argument of the program: KiB a second, or things a second
 * @param cap argument of the program: the most that it holds
 * @param categories ledger lines on which its finding may stand; empty for what is no leak
 * @param culprits kinds of culprit that lead an engineer to it
 * @param culprit name of the culprit, where it is not the program itself; null otherwise
 * @param bytes a second by which the ledger line rises; NaN where it is not known
 * @param things a second, for findings that count; NaN where nothing is counted
 */
record ZooKind(
    String name,
    Source source,
    long rate,
    long cap,
    Set<String> categories,
    Set<String> culprits,
    String culprit,
    double bytes,
    double things) {

  /** The zoo beside the project, and what this project adds. */
  enum Source {
    ZOO,
    LEAKS
  }

  private static final double KIB = 1024;
  private static final double NAN = Double.NaN;

  /** All of them are bounded: none holds more than 330 MiB when a capture ends. */
  static final List<ZooKind> ALL =
      List.of(
          zoo("heap", 2048, 400, "anonymous").by("process").bytes(2048 * KIB),
          zoo("threads", 15 * 100, 100, "kernel-stack").by("process").things(15),
          zoo("fds", 230, 200, "slab-unreclaimable").by("process").things(230),
          zoo("socks", 230, 200, "slab-unreclaimable").by("process").things(230),
          zoo("pipes", 2048, 400, "unaccounted").by("process").bytes(2048 * KIB),
          zoo("msgq", 1024, 200, "slab-unreclaimable")
              .by("slab-cache", "msg_msg")
              .bytes(1024 * KIB),
          zoo("memfd", 2048, 400, "shmem").by("process").bytes(2048 * KIB),
          zoo("tmpfs", 2048, 400, "shmem").by("tmpfs-mount", "/dev/shm").bytes(2048 * KIB),
          zoo("pgtab", 2048, 400, "page-tables").by("process").bytes(1024 * KIB),
          zoo("bpf", 2048, 400, "vmalloc").by("process").bytes(2048 * KIB),
          leaks("saw", 1024, 60, "anonymous").by("process").bytes(1024 * KIB),
          zoo("virt", 1024, 200),
          zoo("warmup", 0, 200),
          zoo("step", 0, 200),
          zoo("idle", 0, 0),
          zoo("pgcache", 4096, 400));

  static ZooKind of(String name) {
    return ALL.stream()
        .filter(k -> k.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind " + name));
  }

  private static ZooKind zoo(String name, long rate, long cap, String... lines) {
    return new ZooKind(name, Source.ZOO, rate, cap, Set.of(lines), Set.of(), null, NAN, NAN);
  }

  private static ZooKind leaks(String name, long rate, long cap, String... lines) {
    return new ZooKind(name, Source.LEAKS, rate, cap, Set.of(lines), Set.of(), null, NAN, NAN);
  }

  private ZooKind by(String kind) {
    return by(kind, null);
  }

  private ZooKind by(String kind, String who) {
    return new ZooKind(name, source, rate, cap, categories, Set.of(kind), who, bytes, things);
  }

  private ZooKind bytes(double perSecond) {
    return new ZooKind(name, source, rate, cap, categories, culprits, culprit, perSecond, things);
  }

  private ZooKind things(double perSecond) {
    return new ZooKind(name, source, rate, cap, categories, culprits, culprit, bytes, perSecond);
  }

  boolean leaks() {
    return !categories.isEmpty();
  }

  /** The name under which it runs: at most 15 characters, as the kernel keeps them. */
  String command() {
    return "z-" + name;
  }

  /** Who should be named. */
  String expectedCulprit() {
    return culprit == null ? command() : culprit;
  }
}
