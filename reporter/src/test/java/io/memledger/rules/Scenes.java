package io.memledger.rules;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** The scenes that whole-recording tests play: each leaks one way, or only looks so. */
public final class Scenes {
  public static final Subject LEAKER = Scene.process("orderd", 4711);
  public static final Subject OTHER = Scene.process("webd", 600);

  private Scenes() {}

  public static Scene heap(Scene s) {
    return s.heap(LEAKER, 30 * MIB, t -> 1.5 * MIB * t, 50 * KIB)
        .cgroup(LEAKER, "/system.slice/orderd.service")
        .of(Metric.CG_ANON, cgroup(), t -> 31 * MIB + 1.5 * MIB * t)
        .of(Metric.CG_KERNEL, cgroup(), t -> 2 * MIB)
        .of(
            Metric.PROC_RSS,
            Subject.named(Subject.Kind.PROCESS_GROUP, "orderd"),
            t -> 30 * MIB + 1.5 * MIB * t);
  }

  private static Subject cgroup() {
    return Subject.named(Subject.Kind.CGROUP, "/system.slice/orderd.service");
  }

  /** Full pipes of 64 KiB, two descriptors each. */
  public static Scene pipes(Scene s) {
    DoubleUnaryOperator bytes = t -> Math.floor(16 * t) * 64 * KIB;
    return s.rss(LEAKER, t -> 3 * MIB, KIB)
        .hidden(bytes)
        .line(Metric.S_UNRECLAIM, t -> Math.floor(16 * t) * 1.2 * KIB)
        .of(Metric.PROC_FDS, LEAKER, t -> 4 + 2 * Math.floor(16 * t));
  }

  /** SysV messages of 4 KiB that nobody reads; no process holds them. */
  public static Scene messages(Scene s) {
    Subject cache = Subject.named(Subject.Kind.SLAB_CACHE, "msg_msg-4k");
    Subject filp = Subject.named(Subject.Kind.SLAB_CACHE, "filp");
    return s.rss(LEAKER, t -> 3 * MIB, KIB)
        .line(Metric.S_UNRECLAIM, t -> MIB * t)
        .of(Metric.SLAB_BYTES, cache, t -> MIB + MIB * t)
        .of(Metric.SLAB_OBJECTS, cache, t -> 256 + 256 * t)
        .of(Metric.SLAB_ACTIVE_OBJECTS, cache, t -> 250 + 256 * t)
        .of(Metric.SLAB_BYTES, filp, t -> MIB)
        .of(Metric.SLAB_OBJECTS, filp, t -> 4000);
  }

  public static Scene memfd(Scene s) {
    return s.rss(LEAKER, t -> 3 * MIB, KIB)
        .line(Metric.SHMEM, t -> Math.floor(t) * MIB)
        .of(Metric.PROC_FDS, LEAKER, t -> 4 + Math.floor(t));
  }

  public static Scene tmpfs(Scene s) {
    Subject mount = Subject.named(Subject.Kind.TMPFS_MOUNT, "/dev/shm");
    return s.line(Metric.SHMEM, t -> MIB * t).of(Metric.MOUNT_USED, mount, t -> 2 * MIB + MIB * t);
  }

  /** Ten threads a second: stacks, and 7.5 KB of slab each. */
  public static Scene threads(Scene s) {
    Subject tasks = Subject.named(Subject.Kind.SLAB_CACHE, "task_struct");
    return s.heap(LEAKER, 3 * MIB, t -> Math.floor(10 * t) * 70 * KIB, KIB)
        .of(Metric.PROC_THREADS, LEAKER, t -> 1 + Math.floor(10 * t))
        .line(Metric.KERNEL_STACK, t -> Math.floor(10 * t) * 16 * KIB)
        .line(Metric.S_UNRECLAIM, t -> Math.floor(10 * t) * 7.5 * KIB)
        .of(Metric.SLAB_BYTES, tasks, t -> MIB + Math.floor(10 * t) * 4 * KIB)
        .of(Metric.SLAB_OBJECTS, tasks, t -> 300 + Math.floor(10 * t));
  }

  public static Scene descriptors(Scene s) {
    Subject filp = Subject.named(Subject.Kind.SLAB_CACHE, "filp");
    return s.rss(LEAKER, t -> 3 * MIB, KIB)
        .of(Metric.PROC_FDS, LEAKER, t -> 4 + Math.floor(1024 * t))
        .line(Metric.S_UNRECLAIM, t -> Math.floor(1024 * t) * 256)
        .of(Metric.SLAB_BYTES, filp, t -> MIB + Math.floor(1024 * t) * 256)
        .of(Metric.SLAB_OBJECTS, filp, t -> 4000 + Math.floor(1024 * t));
  }

  /** One touched page in every 2 MiB. */
  public static Scene pageTables(Scene s) {
    return s.heap(LEAKER, 3 * MIB, t -> 0.5 * MIB * t, KIB)
        .line(Metric.PAGE_TABLES, t -> 0.5 * MIB * t)
        .of(Metric.PROC_PTE, LEAKER, t -> 100 * KIB + 0.5 * MIB * t);
  }

  public static Scene bpf(Scene s) {
    Subject caller = Subject.named(Subject.Kind.VMALLOC_CALLER, "array_map_alloc");
    return s.rss(LEAKER, t -> 3 * MIB, KIB)
        .line(Metric.VMALLOC_USED, t -> MIB * Math.floor(t))
        .of(Metric.VMALLOC_BYTES, caller, t -> MIB * Math.floor(t))
        .of(Metric.PROC_FDS, LEAKER, t -> 4 + Math.floor(t));
  }

  /** A heap with teeth of so many seconds and a floor that rises, or not. */
  public static Scene teeth(Scene s, double tooth, double height, double floorRate) {
    return s.heap(
        LEAKER,
        30 * MIB,
        t -> height * (t / tooth - Math.floor(t / tooth)) + floorRate * t,
        50 * KIB);
  }

  /** Many workers of one name, each too small to matter alone. */
  public static Scene workers(Scene s) {
    for (int i = 0; i < 30; i++) {
      s.heap(Scene.process("worker", 7000 + i), 20 * MIB, t -> 60 * KIB * t, 4 * KIB);
    }
    return s.of(
        Metric.PROC_RSS,
        Subject.named(Subject.Kind.PROCESS_GROUP, "worker"),
        t -> 600 * MIB + 30 * 60 * KIB * t);
  }

  public static Scene virtual(Scene s) {
    return s.rss(LEAKER, t -> 3 * MIB, KIB)
        .of(Metric.PROC_VSIZE, LEAKER, t -> 100 * MIB + 16 * MIB * t);
  }

  public static Scene warmUp(Scene s, double seconds) {
    return s.heap(LEAKER, 5 * MIB, t -> 200 * MIB * (1 - Math.exp(-6 * t / seconds)), 30 * KIB);
  }

  public static Scene step(Scene s, double seconds) {
    return s.heap(LEAKER, 5 * MIB, t -> t > 0.4 * seconds ? 200 * MIB : 0, 30 * KIB);
  }

  public static Scene pageCache(Scene s) {
    return s.line(Metric.INACTIVE_FILE, t -> 4 * MIB * t)
        .line(Metric.S_RECLAIMABLE, t -> 40 * KIB * t);
  }

  /** A busy machine: processes that wander, and cache that comes and goes. */
  public static Scene busy(Scene s, double seconds, double samples) {
    Random random = s.random();
    for (int p = 0; p < 25; p++) {
      double[] walk = new double[(int) samples + 2];
      for (int i = 1; i < walk.length; i++) {
        walk[i] = Math.max(-15 * MIB, walk[i - 1] + random.nextGaussian() * 0.4 * MIB);
      }
      double step = seconds / samples;
      s.heap(Scene.process("busy" + p, 8000 + p), 60 * MIB, t -> walk[(int) (t / step)], 20 * KIB);
    }
    return s;
  }
}
