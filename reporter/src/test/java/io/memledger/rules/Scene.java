package io.memledger.rules;

import io.memledger.engine.Analysis;
import io.memledger.ledger.Partition;
import io.memledger.series.AddressLooks;
import io.memledger.series.AddressRange;
import io.memledger.series.AddressSpace;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Builds whole recordings of an imagined host of 24 GiB: quiet by itself, with courses laid over
 * it. What grows on a line of meminfo lowers free memory, so that the ledger stays true.
 */
public final class Scene {
  public static final double KIB = 1024;
  public static final double MIB = 1024 * KIB;
  public static final double GIB = 1024 * MIB;
  public static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
  private static final double TOTAL = 24 * GIB;
  private static final double UPTIME = 86_400;
  private static final int CLOCK_TICKS = 100;
  private static final double STIR = 0.05;

  /** Lines that MemAvailable counts as available when they grow. */
  private static final List<Metric> CACHE = List.of(Metric.INACTIVE_FILE, Metric.S_RECLAIMABLE);

  private final double[] times;
  private double collectorCpu = 0.001;
  private final Random random;
  private final Map<Metric, double[]> host = new EnumMap<>(Metric.class);
  private final Map<Metric, Map<Subject, double[]>> others = new EnumMap<>(Metric.class);
  private final Set<Metric> gone = EnumSet.noneOf(Metric.class);
  private final Map<Subject, Integer> births = new HashMap<>();
  private final Map<Subject, Integer> strides = new HashMap<>();
  private final Map<String, String> cgroups = new HashMap<>();
  private final Map<String, List<String>> merged = new HashMap<>();
  private final Map<Subject, AddressLooks> looks = new HashMap<>();
  private final List<MissingSource> missing = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();

  private Scene(int samples, double interval, long seed) {
    times = new double[samples];
    for (int i = 0; i < samples; i++) {
      times[i] = i * interval;
    }
    random = new Random(seed);
    base(Metric.MEM_TOTAL, TOTAL);
    base(Metric.MEM_FREE, 16 * GIB);
    base(Metric.ACTIVE_ANON, 2 * GIB);
    base(Metric.ANON_PAGES, 2 * GIB - 40 * MIB);
    base(Metric.INACTIVE_ANON, 0);
    base(Metric.SHMEM, 40 * MIB);
    base(Metric.ACTIVE_FILE, 1 * GIB);
    base(Metric.INACTIVE_FILE, 4 * GIB);
    base(Metric.UNEVICTABLE, 0);
    base(Metric.S_RECLAIMABLE, 300 * MIB);
    base(Metric.K_RECLAIMABLE, 300 * MIB);
    base(Metric.S_UNRECLAIM, 200 * MIB);
    base(Metric.SLAB, 500 * MIB);
    base(Metric.KERNEL_STACK, 8 * MIB);
    base(Metric.PAGE_TABLES, 20 * MIB);
    base(Metric.VMALLOC_USED, 30 * MIB);
    base(Metric.PERCPU, 10 * MIB);
    base(Metric.HUGETLB, 0);
    base(Metric.PCP_FREE, 6 * MIB);
    base(Metric.WATERMARK_LOW, 40 * MIB);
    base(Metric.SWAP_TOTAL, 0);
    base(Metric.SWAP_FREE, 0);
    base(Metric.FILES_OPEN, 3000);
    for (Metric counter :
        List.of(
            Metric.PGSCAN,
            Metric.PGSTEAL,
            Metric.ALLOCSTALL,
            Metric.SLABS_SCANNED,
            Metric.PSWPIN,
            Metric.PSWPOUT,
            Metric.OOM_KILL,
            Metric.WORKINGSET_REFAULT,
            Metric.PSI_MEMORY_SOME,
            Metric.PSI_MEMORY_FULL)) {
      base(counter, 0);
    }
    base(Metric.BUFFERS, 0);
    base(Metric.FILES_MAX, 2_400_000);
    events(Metric.PGPGIN, t -> 40);
    events(Metric.PGPGOUT, t -> 120);
    events(Metric.INTERRUPTS, t -> 900);
    events(Metric.CONTEXT_SWITCHES, t -> 2200);
    for (int i = 0; i < 40; i++) {
      double size = (5 + 3 * i) * MIB;
      rss(process("daemon" + i, 500 + i), t -> size, 20 * KIB);
    }
    // Noise of an idle machine: a process more or less, a file read.
    noise(Metric.ANON_PAGES, 0.4 * MIB);
    noise(Metric.INACTIVE_FILE, 1 * MIB);
    noise(Metric.S_UNRECLAIM, 0.05 * MIB);
  }

  /** A sample a second for so many seconds. */
  public static Scene seconds(int samples) {
    return new Scene(samples + 1, 1, 7);
  }

  /** A sample each 10 s for so many hours. */
  public static Scene hours(double hours) {
    return new Scene((int) (hours * 360) + 1, 10, 11);
  }

  public static Scene of(int samples, double interval, long seed) {
    return new Scene(samples, interval, seed);
  }

  public static Subject process(String name, long pid) {
    return Subject.process(name, pid, pid * 10);
  }

  /** A process that is started so many seconds after the begin of the recording. */
  public static Subject processBornAt(double second, String name, long pid) {
    return Subject.process(name, pid, Math.round((UPTIME + second) * CLOCK_TICKS));
  }

  /** Bytes that a line takes on top of its base, off the free list. */
  public Scene line(Metric metric, DoubleUnaryOperator bytes) {
    for (int i = 0; i < times.length; i++) {
      double more = Math.rint(bytes.applyAsDouble(times[i]) / 4096) * 4096;
      host.get(metric)[i] += more;
      host.get(Metric.MEM_FREE)[i] -= more;
      if (metric == Metric.ANON_PAGES || metric == Metric.SHMEM) {
        host.get(Metric.ACTIVE_ANON)[i] += more;
      } else if (metric == Metric.S_RECLAIMABLE) {
        host.get(Metric.K_RECLAIMABLE)[i] += more;
        host.get(Metric.SLAB)[i] += more;
      } else if (metric == Metric.S_UNRECLAIM) {
        host.get(Metric.SLAB)[i] += more;
      } else if (metric == Metric.KERNEL_STACK) {
        host.get(Metric.VMALLOC_USED)[i] += more;
      }
    }
    return this;
  }

  /** Pages that no counter names. */
  public Scene hidden(DoubleUnaryOperator bytes) {
    for (int i = 0; i < times.length; i++) {
      host.get(Metric.MEM_FREE)[i] -= bytes.applyAsDouble(times[i]);
    }
    return this;
  }

  /** A value of the host as it is, without effect on others. */
  public Scene set(Metric metric, DoubleUnaryOperator value) {
    double[] values = new double[times.length];
    Arrays.setAll(values, i -> value.applyAsDouble(times[i]));
    host.put(metric, values);
    return this;
  }

  /** A counter that runs at a pace, in units per second, with the stir of an idle machine. */
  public Scene events(Metric counter, DoubleUnaryOperator perSecond) {
    // A stream of its own: what is random elsewhere in a scene stays as it is.
    Random stir = new Random(counter.ordinal());
    double[] values = new double[times.length];
    for (int i = 1; i < times.length; i++) {
      double seconds = times[i] - times[i - 1];
      double pace = perSecond.applyAsDouble(times[i]) * (1 + STIR * stir.nextGaussian());
      values[i] = values[i - 1] + Math.max(0, pace) * seconds;
    }
    host.put(counter, values);
    return this;
  }

  /** Members of a process group, and their resident memory together. */
  public Scene group(String name, DoubleUnaryOperator count, double bytesEach) {
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, name);
    of(Metric.PROC_COUNT, group, t -> Math.floor(count.applyAsDouble(t)));
    of(Metric.PROC_ZOMBIES, group, t -> 0);
    return of(Metric.PROC_RSS, group, t -> Math.floor(count.applyAsDouble(t)) * bytesEach);
  }

  public Scene rss(Subject process, DoubleUnaryOperator bytes, double noise) {
    of(Metric.PROC_RSS, process, t -> bytes.applyAsDouble(t) + random.nextGaussian() * noise);
    double[] rss = others.get(Metric.PROC_RSS).get(process);
    others.computeIfAbsent(Metric.PROC_THREADS, m -> new TreeMap<>());
    if (!others.get(Metric.PROC_THREADS).containsKey(process)) {
      of(Metric.PROC_THREADS, process, t -> 4);
      of(Metric.PROC_FDS, process, t -> 20);
      of(Metric.PROC_VSIZE, process, t -> 4 * rss[0]);
    }
    return this;
  }

  /** A process whose heap follows a course, with the host's anonymous memory. */
  public Scene heap(Subject process, double base, DoubleUnaryOperator bytes, double noise) {
    rss(process, t -> base + bytes.applyAsDouble(t), noise);
    return line(Metric.ANON_PAGES, bytes);
  }

  public Scene of(Metric metric, Subject subject, DoubleUnaryOperator value) {
    double[] values = new double[times.length];
    Arrays.setAll(values, i -> value.applyAsDouble(times[i]));
    others.computeIfAbsent(metric, m -> new TreeMap<>()).put(subject, values);
    return this;
  }

  public Scene bornAt(Subject process, int sample) {
    births.put(process, sample);
    return this;
  }

  /** What is said of this subject was sampled with every so many snapshots only. */
  public Scene sampledEvery(Subject subject, int snapshots) {
    strides.put(subject, snapshots);
    return this;
  }

  public Scene cgroup(Subject process, String path) {
    cgroups.put(process.id() + ":" + process.start(), path);
    return this;
  }

  public Scene mergeGroup(String... names) {
    for (String name : names) {
      merged.put(name, List.of(names));
    }
    return this;
  }

  /** CPU seconds of the collector for each second captured. */
  public Scene collectorCpu(double share) {
    collectorCpu = share;
    return this;
  }

  public Scene missing(String path, String reason) {
    missing.add(new MissingSource(path, reason));
    return this;
  }

  public Scene without(Metric metric) {
    host.remove(metric);
    others.remove(metric);
    gone.add(metric);
    return this;
  }

  public Scene segment(double from, double to, String why) {
    segments.add(new Segment(at(from), at(to), why));
    return this;
  }

  public Random random() {
    return random;
  }

  /** Two looks at a process's address space, ten seconds after the start and at the end. */
  public Scene looks(Subject process, List<AddressRange> first, List<AddressRange> last) {
    looks.put(
        process,
        new AddressLooks(
            new AddressSpace(10, first), new AddressSpace(times[times.length - 1], last)));
    return this;
  }

  public Analysis analyse() {
    return Rules.engine().analyse(recording());
  }

  public Recording recording() {
    derive();
    host.keySet().removeAll(gone);
    List<TimeSeries> all = new ArrayList<>();
    host.forEach((m, v) -> all.add(TimeSeries.of(m, Subject.HOST, times, v)));
    others.forEach((m, by) -> by.forEach((s, v) -> all.add(series(m, s, v))));
    double end = times[times.length - 1];
    double interval = times.length > 1 ? times[1] - times[0] : Double.NaN;
    if (segments.isEmpty()) {
      segment(0, end, "start");
    }
    boolean meminfo = host.containsKey(Metric.MEM_TOTAL);
    return new Recording(
        new ArchiveFacts("scene.tar.gz", null, 1000, true, List.of()),
        new HostFacts(
            "scene", "6.12.1", "x86_64", "boot", TOTAL, 0, 4, 4096, CLOCK_TICKS, 1_795_000_000),
        new CaptureFacts(
            START,
            at(end),
            end,
            times.length,
            interval,
            segments,
            segments.size() - 1,
            missing,
            collectorCpu,
            40 * MIB,
            "duration"),
        START,
        meminfo ? moment(0) : null,
        meminfo ? moment(times.length - 1) : null,
        all,
        cgroups,
        merged,
        Map.of(),
        looks);
  }

  private TimeSeries series(Metric metric, Subject subject, double[] values) {
    int begin = births.getOrDefault(subject, 0);
    int stride = strides.getOrDefault(subject, 1);
    int[] taken =
        java.util.stream.IntStream.range(begin, times.length)
            .filter(i -> (i - begin) % stride == 0)
            .toArray();
    return TimeSeries.of(
        metric,
        subject,
        Arrays.stream(taken).mapToDouble(i -> times[i]).toArray(),
        Arrays.stream(taken).mapToDouble(i -> values[i]).toArray());
  }

  private void derive() {
    if (!host.containsKey(Metric.MEM_FREE)) {
      return;
    }
    set(Metric.UPTIME, t -> UPTIME + t);
    int n = times.length;
    double[] available = new double[n];
    double[] used = new double[n];
    Map<Category, double[]> lines = new EnumMap<>(Category.class);
    for (Category c : Category.values()) {
      lines.put(c, new double[n]);
    }
    for (int i = 0; i < n; i++) {
      double[] now = values(i);
      available[i] = now[Metric.MEM_FREE.ordinal()] + now[Metric.ACTIVE_FILE.ordinal()];
      for (Metric cache : CACHE) {
        available[i] += now[cache.ordinal()];
      }
      used[i] = TOTAL - available[i] - or0(now[Metric.PCP_FREE.ordinal()]);
      double[] split = Partition.lines(now, true);
      for (Category c : Category.values()) {
        lines.get(c)[i] = split[c.ordinal()];
      }
    }
    double[] cached = new double[n];
    double[] processes = new double[n];
    for (int i = 0; i < n; i++) {
      for (Metric part : List.of(Metric.ACTIVE_FILE, Metric.INACTIVE_FILE, Metric.SHMEM)) {
        cached[i] += or0(values(i)[part.ordinal()]);
      }
    }
    others
        .getOrDefault(Metric.PROC_RSS, Map.of())
        .forEach(
            (who, rss) -> {
              for (int i = 0; who.kind() == Subject.Kind.PROCESS && i < n; i++) {
                processes[i] += rss[i];
              }
            });
    host.put(Metric.CACHED, cached);
    host.put(Metric.PROC_RSS_SUM, processes);
    host.put(Metric.AVAILABLE, available);
    host.put(Metric.MEM_AVAILABLE, available);
    host.put(Metric.USED, used);
    lines.forEach((c, v) -> host.put(Metric.ofLine(c), v));
  }

  private Moment moment(int i) {
    return new Moment(times[i], values(i));
  }

  private double[] values(int i) {
    double[] values = new double[Metric.values().length];
    Arrays.fill(values, Double.NaN);
    host.forEach((m, v) -> values[m.ordinal()] = v[i]);
    return values;
  }

  private void base(Metric metric, double value) {
    host.put(metric, new double[times.length]);
    Arrays.fill(host.get(metric), value);
  }

  private void noise(Metric metric, double sd) {
    double[] noise = new double[times.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextGaussian() * sd;
    }
    line(metric, t -> noise[(int) Math.round(t / (times.length > 1 ? times[1] - times[0] : 1))]);
  }

  private static double or0(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }
}
