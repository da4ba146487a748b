package io.memledger.report;

import io.memledger.series.ArchiveFacts;
import io.memledger.series.CaptureFacts;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.CaptureFacts.Segment;
import io.memledger.series.Category;
import io.memledger.series.HostFacts;
import io.memledger.series.Metric;
import io.memledger.series.Moment;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** A made-up day in 240 blocks: a process leaks, the rest hums along. */
final class MadeUpSeries {
  static final Instant START = Instant.parse("2026-11-21T22:40:00Z");
  static final Instant END = START.plusSeconds(86_400);

  /** Bytes a second that the process loses. */
  static final double RATE = 360.0 * (1 << 20) / 3600;

  /** The culprit's cgroup, which has a limit. */
  static final Subject SERVICE = Subject.named(Subject.Kind.CGROUP, "/system.slice/orderd.service");

  private static final double MIB = 1 << 20;
  private static final double DAY = 86_400;
  private static final int BLOCKS = 240;

  /** What a long capture keeps at most of every series. */
  private static final int MOST_BLOCKS = 480;

  private int blocks = BLOCKS;

  private final Subject culprit;
  private final String hostName;
  private final List<TimeSeries> all = new ArrayList<>();

  MadeUpSeries(Subject culprit, String hostName) {
    this.culprit = culprit;
    this.hostName = hostName;
  }

  /** Adds more of everything than any report can show, in series of the greatest length. */
  MadeUpSeries crowded(int processes, int caches, int cgroups) {
    blocks = MOST_BLOCKS;
    for (int i = 0; i < processes; i++) {
      double size = (5 + i % 90) * MIB;
      add(Metric.PROC_RSS, worker(i), t -> size + i(t), MIB);
      add(Metric.PROC_RSS_ANON, worker(i), t -> size + i(t), MIB);
    }
    for (int i = 0; i < caches; i++) {
      double size = (1 + i % 40) * MIB / 4;
      Subject cache = Subject.named(Subject.Kind.SLAB_CACHE, "a-cache-with-a-long-name-" + i);
      add(Metric.SLAB_BYTES, cache, t -> size, MIB / 8);
    }
    for (int i = 0; i < cgroups; i++) {
      double size = (10 + i % 50) * MIB;
      Subject cgroup = Subject.named(Subject.Kind.CGROUP, "/system.slice/some-service-" + i);
      add(Metric.CG_CURRENT, cgroup, t -> size, MIB);
    }
    return this;
  }

  private static double i(double t) {
    return t * 90;
  }

  static Subject worker(int i) {
    return Subject.process("worker-" + i, 10_000 + i, 100 + i);
  }

  Recording recording() {
    host();
    add(Metric.PROC_RSS_ANON, culprit, t -> 812 * MIB + RATE * t, 40 * MIB);
    add(Metric.PROC_RSS, culprit, t -> 900 * MIB + RATE * t, 40 * MIB);
    add(Metric.PROC_FDS, culprit, t -> 180 + 12 * Math.sin(t / 4_000), 4);
    add(Metric.CG_CURRENT, SERVICE, t -> 1_100 * MIB + RATE * t, 40 * MIB);
    add(Metric.CG_LIMIT, SERVICE, t -> 12_288 * MIB, 0);
    containers();
    long pid = 2_000;
    for (String name : MadeUp.HOSTILE) {
      double size = (20 + pid % 7 * 30) * MIB;
      add(Metric.PROC_RSS, Subject.process(name, pid++, pid * 10), t -> size, MIB);
      add(Metric.PROC_RSS, Subject.named(Subject.Kind.PROCESS_GROUP, name), t -> size, MIB);
      add(Metric.SLAB_BYTES, Subject.named(Subject.Kind.SLAB_CACHE, name), t -> size / 10, MIB);
      add(Metric.CG_CURRENT, Subject.named(Subject.Kind.CGROUP, "/" + name), t -> size, MIB);
    }
    return new Recording(
        new ArchiveFacts(
            "db-7-20261122.tar.gz",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            13_214_882,
            false,
            List.of(
                Warning.of(Warning.Kind.DAMAGED, Warning.of(Warning.Kind.TAR_ENDS_IN_ENTRY)),
                Warning.of(Warning.Kind.UNKNOWN_ENTRIES, 1L, MadeUp.OVERRIDE + MadeUp.SCRIPT))),
        new HostFacts(
            hostName,
            "5.14.0-427.13.1.el9_4.x86_64",
            "x86_64",
            "0b2b1f3c-6a0e-4f0e-9c8d-2c6c1f1b7a55",
            16_384 * MIB,
            4_096 * MIB,
            8,
            4096,
            100,
            START.getEpochSecond() - 100_000),
        new CaptureFacts(
            START,
            END,
            DAY,
            17_281,
            5,
            List.of(
                new Segment(START.minusSeconds(4_000), START.minusSeconds(120), "start"),
                new Segment(START, END, "reboot")),
            1,
            List.of(
                new MissingSource("proc/slabinfo", "EACCES"),
                new MissingSource("proc/pressure/memory", "not in this kernel")),
            0.0012,
            39.4 * MIB,
            "duration reached"),
        START,
        moment(0),
        moment(DAY),
        all,
        Map.of(),
        Map.of());
  }

  /** A pod with a container at its limit, as kubelet with systemd names them. */
  private void containers() {
    String pods = "/kubepods.slice";
    String pod =
        pods
            + "/kubepods-burstable.slice"
            + "/kubepods-burstable-pod7a96c459_d529_44ae_9f99_90d3798d6426.slice";
    Subject container =
        Subject.named(
            Subject.Kind.CGROUP,
            pod
                + "/cri-containerd-1d3d308a7d48a27814a68bf33a44acf4441c9c02463ca0bc1cdfdc8c0b4a8496"
                + ".scope");
    for (String path : new String[] {pods, pod, container.name()}) {
      Subject cgroup = Subject.named(Subject.Kind.CGROUP, path);
      double more = path.equals(pod) ? 300 * MIB : path.equals(pods) ? 900 * MIB : 0;
      add(Metric.CG_CURRENT, cgroup, t -> more + 480 * MIB + 0.006 * MIB * t, MIB);
      add(Metric.CG_ANON, cgroup, t -> more + 300 * MIB + 0.003 * MIB * t, MIB);
      add(Metric.CG_FILE, cgroup, t -> 60 * MIB + 0.001 * MIB * t, MIB);
      add(Metric.CG_SHMEM, cgroup, t -> 20 * MIB + 0.0005 * MIB * t, MIB);
      add(Metric.CG_KERNEL, cgroup, t -> 40 * MIB + 0.002 * MIB * t, MIB);
      add(Metric.CG_SOCK, cgroup, t -> 9 * MIB - 0.00005 * MIB * t, MIB);
    }
    add(Metric.CG_LIMIT, container, t -> 1_024 * MIB, 0);
    add(Metric.CG_MAX_EVENTS, container, t -> 144 + t / 7, 0);
    add(Metric.CG_OOM_KILL, container, t -> 1 + t / 28_800, 0);
    add(Metric.CG_PSI_SOME, container, t -> 900 + 0.16 * t, 0);
    add(Metric.CG_PSI_FULL, container, t -> 300 + 0.07 * t, 0);
  }

  private static Moment moment(double time) {
    double[] values = new double[Metric.values().length];
    Arrays.fill(values, Double.NaN);
    values[Metric.MEM_TOTAL.ordinal()] = 16_384 * MIB;
    return new Moment(time, values);
  }

  private void host() {
    for (Category category : LINES) {
      add(Metric.ofLine(category), Subject.HOST, t -> line(category, t), 2 * MIB);
    }
    add(Metric.AVAILABLE, Subject.HOST, t -> 11_000 * MIB - RATE * 1.08 * t, 60 * MIB);
    add(Metric.USED, Subject.HOST, t -> 5_100 * MIB + RATE * 1.08 * t, 60 * MIB);
    add(Metric.MEM_FREE, Subject.HOST, t -> line(Category.FREE, t), 30 * MIB);
    add(Metric.S_UNRECLAIM, Subject.HOST, t -> line(Category.SLAB_UNRECLAIMABLE, t), MIB);
    add(Metric.S_RECLAIMABLE, Subject.HOST, t -> line(Category.SLAB_RECLAIMABLE, t), MIB);
    add(Metric.PAGE_TABLES, Subject.HOST, t -> line(Category.PAGE_TABLES, t), MIB / 2);
    add(Metric.SHMEM, Subject.HOST, t -> line(Category.SHMEM, t), MIB);
    add(Metric.SWAP_USED, Subject.HOST, t -> t < 60_000 ? 0 : (t - 60_000) * 0.02 * MIB, MIB);
  }

  /** A whole capture has them all. */
  static final Set<Category> LINES = EnumSet.complementOf(EnumSet.of(Category.NOT_ITEMISED));

  /** Whole bytes of a line at a time, which sum to MemTotal as those of a kernel do. */
  static double whole(Category category, double t) {
    if (category != Category.FREE) {
      return Math.rint(line(category, t));
    }
    double rest = 16_384 * MIB;
    for (Category other : LINES) {
      rest -= other == Category.FREE ? 0 : whole(other, t);
    }
    return rest;
  }

  /** Bytes of a line at a time; the free line is what the others leave. */
  static double line(Category category, double t) {
    return switch (category) {
      case FREE -> {
        double rest = 16_384 * MIB;
        for (Category other : LINES) {
          rest -= other == Category.FREE ? 0 : line(other, t);
        }
        yield rest;
      }
      case PAGE_CACHE -> (3_700 + 410 * (1 - Math.exp(-t / 9_000))) * MIB;
      case ANONYMOUS -> 2_100 * MIB + RATE * 1.02 * t;
      case SHMEM -> 310.25 * MIB;
      case SLAB_RECLAIMABLE -> (420 + 60 * (1 - Math.exp(-t / 20_000))) * MIB;
      case SLAB_UNRECLAIMABLE -> (240 + t / 4_000) * MIB;
      case KERNEL_STACK -> 14.6 * MIB;
      case PAGE_TABLES -> (38 + t / 4_000) * MIB;
      case VMALLOC -> 61.3 * MIB;
      case PERCPU -> 9.9 * MIB;
      case HUGETLB -> 0;
      case ZRAM_ZSWAP -> 0;
      case OTHER_KERNEL -> 3.2 * MIB;
      case UNACCOUNTED -> (120 - t / 9_000) * MIB;
      case NOT_ITEMISED -> throw new IllegalArgumentException("all of it is itemised");
    };
  }

  private void add(Metric metric, Subject subject, DoubleUnaryOperator course, double noise) {
    Random random = new Random(metric.ordinal() * 31L + subject.name().hashCode());
    double[] times = new double[blocks];
    double[] means = new double[blocks];
    double[] mins = new double[blocks];
    double[] maxs = new double[blocks];
    int[] counts = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      times[i] = (i + 0.5) * DAY / blocks;
      double value = course.applyAsDouble(times[i]);
      means[i] = Math.max(0, value == 0 ? 0 : value + noise * random.nextGaussian() / 2);
      mins[i] = Math.max(0, means[i] - (value == 0 ? 0 : noise * random.nextDouble()));
      maxs[i] = means[i] + (value == 0 ? 0 : noise * random.nextDouble());
      counts[i] = 72;
    }
    all.add(
        new TimeSeries(
            metric,
            subject,
            times,
            means,
            mins,
            maxs,
            counts,
            new TimeSeries.Sample(0, course.applyAsDouble(0)),
            new TimeSeries.Sample(DAY, course.applyAsDouble(DAY))));
  }

  /** One snapshot of a machine of which next to nothing is known. */
  static Recording bare() {
    return new Recording(
        new ArchiveFacts("by-hand", null, 12_000, true, List.of()),
        new HostFacts(
            null, null, null, null, Double.NaN, Double.NaN, Double.NaN, 4096, 100, Double.NaN),
        new CaptureFacts(
            START,
            START,
            0,
            1,
            Double.NaN,
            List.of(new Segment(START, START, "start")),
            0,
            List.of(),
            Double.NaN,
            Double.NaN,
            null),
        START,
        null,
        null,
        List.of(),
        Map.of(),
        Map.of());
  }
}
