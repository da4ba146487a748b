package io.memledger.live;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A program that leaks one thing for real, or only looks so, and what a report must say of it.
 *
 * @param name of the kind, as its program knows it
 * @param source the C source that has it
 * @param rate argument of the program: KiB a second, or things a second
 * @param cap argument of the program: the most that it holds
 * @param categories ledger lines on which its finding may stand; empty for what is no leak
 * @param culprits kinds of culprit that lead an engineer to it, and how their name begins, or one
 *     of the names of a merged slab cache; or a rule that says by itself what it is
 * @param bytes a second by which the ledger line rises; NaN where it is not known
 * @param things a second, for findings that count; NaN where nothing is counted
 */
record ZooKind(
    String name,
    Source source,
    long rate,
    long cap,
    Set<String> categories,
    Map<String, String> culprits,
    double bytes,
    double things) {

  /** The program that has the kind: its source of this name. */
  enum Source {
    ZOO,
    LEAKS
  }

  private static final double KIB = 1024;
  private static final double NAN = Double.NaN;

  /** All of them are bounded: none holds more than 1.3 GiB when a capture ends. */
  static final List<ZooKind> ALL =
      List.of(
          zoo("heap", 8192, 1200, "anonymous").byItself().bytes(8192 * KIB),
          zoo("saw-leak", 4096, 600, "anonymous").byItself().bytes(4096 * KIB),
          zoo("threads", 30 * 100, 200, "kernel-stack").byItself().bytes(30 * 16 * KIB).things(30),
          zoo("fds", 230, 200, "slab-unreclaimable").byItself().things(230),
          zoo("socks", 230, 200, "slab-unreclaimable").byItself().things(230),
          zoo("pipes", 8192, 1200, "unaccounted").byItself().bytes(8192 * KIB),
          zoo("msgq", 4096, 600, "slab-unreclaimable").by("slab-cache", "msg_msg"),
          zoo("memfd", 16384, 2400, "shmem").byItself().bytes(16384 * KIB),
          zoo("tmpfs", 8192, 1200, "shmem").by("tmpfs-mount", "/dev/shm").bytes(8192 * KIB),
          zoo("pgtab", 4096, 800, "page-tables").byItself().bytes(2048 * KIB),
          zoo("bpf", 8192, 1200, "vmalloc")
              .byItself()
              .by("vmalloc-caller", "array_map_alloc")
              .by("bpf-map", "")
              .bytes(8192 * KIB),
          zoo("virt", 1024, 200),
          zoo("warmup", 0, 200),
          zoo("step", 0, 200),
          zoo("idle", 0, 0),
          zoo("pgcache", 4096, 400),
          leaks("saw", 4096, 120, "anonymous").byItself().bytes(4096 * KIB),
          leaks("tcp", 90, 9000, "slab-unreclaimable").byItself().things(180),
          leaks("tcp-unread", 4096, 600, "unaccounted").byItself().bytes(4096 * KIB),
          leaks("unix-unread", 4096, 600, "unaccounted").byItself(),
          leaks("pipe-empty", 90, 9000, "slab-unreclaimable").byItself().things(180),
          leaks("eventfd", 200, 19000, "slab-unreclaimable").byItself().things(200),
          leaks("timerfd", 200, 19000, "slab-unreclaimable").byItself().things(200),
          leaks("epoll", 200, 19000, "slab-unreclaimable").byItself().things(200),
          leaks("shm", 8192, 1200, "shmem").byItself().bytes(8192 * KIB),
          leaks("deleted", 8192, 1200, "shmem").byItself().bytes(8192 * KIB),
          leaks("memfd-one", 8192, 1200, "shmem").byItself().bytes(8192 * KIB),
          leaks("inotify", 1500, 180000, "slab-unreclaimable").byItself(),
          leaks("timers", 1000, 180000, "slab-unreclaimable")
              .byItself()
              .by("slab-cache", "posix_timers_cache"),
          leaks("zombies", 60, 9000, "slab-unreclaimable")
              .byItself()
              .by("process-group", "z-zombies")
              .by("slab-cache", "task_struct")
              .things(60),
          leaks("workers", 5, 800, "anonymous").by("process-group", "z-workers").things(5),
          leaks("percpu", 4096, 600, "percpu").byItself().by("bpf-map", "").bytes(4096 * KIB),
          leaks("cgroup", 2048, 400, "anonymous")
              .byItself()
              .by("cgroup", "/leaks-limited")
              .bytes(2048 * KIB),
          leaks("dying", 40, 4000, "percpu", "slab-unreclaimable")
              .by("cgroup", "/leaks-dying")
              .by("dying-cgroups", "")
              .things(40));

  static ZooKind of(String name) {
    return ALL.stream()
        .filter(k -> k.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind " + name));
  }

  private static ZooKind zoo(String name, long rate, long cap, String... lines) {
    return new ZooKind(name, Source.ZOO, rate, cap, Set.of(lines), Map.of(), NAN, NAN);
  }

  private static ZooKind leaks(String name, long rate, long cap, String... lines) {
    return new ZooKind(name, Source.LEAKS, rate, cap, Set.of(lines), Map.of(), NAN, NAN);
  }

  private ZooKind byItself() {
    return by("process", command());
  }

  private ZooKind by(String kind, String begins) {
    Map<String, String> more = new TreeMap<>(culprits);
    more.put(kind, begins);
    return new ZooKind(name, source, rate, cap, categories, more, bytes, things);
  }

  private ZooKind bytes(double perSecond) {
    return new ZooKind(name, source, rate, cap, categories, culprits, perSecond, things);
  }

  private ZooKind things(double perSecond) {
    return new ZooKind(name, source, rate, cap, categories, culprits, bytes, perSecond);
  }

  boolean leaks() {
    return !categories.isEmpty();
  }

  /** The name under which it runs: at most 15 characters, as the kernel keeps them. */
  String command() {
    return "z-" + name;
  }
}
