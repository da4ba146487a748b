package io.memledger.rules;

import io.memledger.engine.Analysis;
import io.memledger.series.AddressLooks;
import io.memledger.series.AddressRange;
import io.memledger.series.AddressSpace;
import io.memledger.series.ArchiveFacts;
import io.memledger.series.CaptureFacts;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.CaptureFacts.Segment;
import io.memledger.series.HostFacts;
import io.memledger.series.Metric;
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
  private static final double UPTIME = 86_400;
  private static final int CLOCK_TICKS = 100;

  private final double[] times;
  private double collectorCpu = 0.001;
  private final Random random;
  private final SceneHost lines;
  private final Map<Metric, Map<Subject, double[]>> others = new EnumMap<>(Metric.class);
  private final Set<Metric> gone = EnumSet.noneOf(Metric.class);
  private final Map<Subject, Integer> births = new HashMap<>();
  private final Map<Subject, Integer> ends = new HashMap<>();
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
    lines = new SceneHost(times);
    for (int i = 0; i < 40; i++) {
      double size = (5 + 3 * i) * MIB;
      rss(process("daemon" + i, 500 + i), t -> size, 20 * KIB);
    }
    lines.stir(random);
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
    lines.line(metric, bytes);
    return this;
  }

  /** Pages that no counter names. */
  public Scene hidden(DoubleUnaryOperator bytes) {
    lines.hidden(bytes);
    return this;
  }

  /** A value of the host as it is, without effect on others. */
  public Scene set(Metric metric, DoubleUnaryOperator value) {
    lines.set(metric, value);
    return this;
  }

  /** A counter that runs at a pace, in units per second, with the stir of an idle machine. */
  public Scene events(Metric counter, DoubleUnaryOperator perSecond) {
    lines.events(counter, perSecond);
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
      // What is allocated asks for address space first.
      of(Metric.PROC_VSIZE, process, t -> 3 * rss[0] + bytes.applyAsDouble(t));
    }
    return this;
  }

  /** A process whose heap follows a course, with the host's anonymous memory. */
  public Scene heap(Subject process, double base, DoubleUnaryOperator bytes, double noise) {
    rss(process, t -> base + bytes.applyAsDouble(t), noise);
    of(Metric.PROC_PSS_ANON, process, t -> base + bytes.applyAsDouble(t));
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

  /** The subject is gone from this sample on. */
  public Scene endedAt(Subject subject, int sample) {
    ends.put(subject, sample);
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
    lines.values().remove(metric);
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
    lines.derive(UPTIME, others.getOrDefault(Metric.PROC_RSS, Map.of()));
    Map<Metric, double[]> host = lines.values();
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
            "scene",
            "6.12.1",
            "x86_64",
            "boot",
            SceneHost.TOTAL,
            0,
            4,
            4096,
            CLOCK_TICKS,
            1_795_000_000),
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
        meminfo ? lines.moment(0) : null,
        meminfo ? lines.moment(times.length - 1) : null,
        all,
        cgroups,
        merged,
        Map.of(),
        looks);
  }

  private TimeSeries series(Metric metric, Subject subject, double[] values) {
    int begin = births.getOrDefault(subject, 0);
    int end = ends.getOrDefault(subject, times.length);
    int stride = strides.getOrDefault(subject, 1);
    int[] taken =
        java.util.stream.IntStream.range(begin, end)
            .filter(i -> (i - begin) % stride == 0)
            .toArray();
    return TimeSeries.of(
        metric,
        subject,
        Arrays.stream(taken).mapToDouble(i -> times[i]).toArray(),
        Arrays.stream(taken).mapToDouble(i -> values[i]).toArray());
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }
}
